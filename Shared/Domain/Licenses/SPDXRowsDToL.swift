extension SPDXLicenseList {
    /// Rows of the list, D to L; the format is documented at ``SPDXLicenseList``.
    static let rowsDToL = #"""
        D-FSL-1.0||?|Deutsche Freie Software Lizenz
        DEC-3-Clause||?|DEC 3-Clause License
        diffmark||?|diffmark license
        DL-DE-BY-2.0||U:na|Data licence Germany – attribution – version 2.0
        DL-DE-ZERO-2.0||U:|Data licence Germany – zero – version 2.0
        DOC||?|DOC License
        Dotseqn||?|Dotseqn License
        DRL-1.0||?|Detection Rule License 1.0
        DRL-1.1||?|Detection Rule License 1.1
        DSDP||?|DSDP License
        dtoa||?|David M. Gay dtoa License
        dvipdfm||?|dvipdfm License
        ECL-1.0|O|U:n|Educational Community License v1.0
        ECL-2.0|OF|U:n|Educational Community License v2.0
        eCos-2.0|FD|U:ns|eCos license version 2.0
        EFL-1.0|O|U:n|Eiffel Forum License v1.0
        EFL-2.0|OF|U:n|Eiffel Forum License v2.0
        eGenix||?|eGenix.com Public License 1.1.0
        Elastic-2.0||R:cmrt:nr|Elastic License 2.0
        Entessa|O|U:n|Entessa Public License v1.0
        EPICS||?|EPICS Open License
        EPL-1.0|OF|U:ns|Eclipse Public License 1.0
        EPL-2.0|OF|U:ns|Eclipse Public License 2.0
        ErlPL-1.1||U:ns|Erlang Public License v1.1
        etalab-2.0||U:na|Etalab Open License 2.0
        EUDatagrid|OF|U:n|EU DataGrid Software License
        EUPL-1.0||U:ns|European Union Public License 1.0
        EUPL-1.1|OF|U:ns|European Union Public License 1.1
        EUPL-1.2|OF|U:ns|European Union Public License 1.2
        Eurosym||?|Eurosym License
        Fair|O|U:n|Fair License
        FBM||?|Fuzzy Bitmap License
        FDK-AAC||?|Fraunhofer FDK AAC Codec Library
        Ferguson-Twofish||?|Ferguson Twofish License
        Frameworx-1.0|O|U:ns|Frameworx Open License 1.0
        FreeBSD-DOC||?|FreeBSD Documentation License
        FreeImage||?|FreeImage Public License v1.0
        FSFAP|F|U:n|FSF All Permissive License
        FSFAP-no-warranty-disclaimer||?|FSF All Permissive License (without Warranty)
        FSFUL||?|FSF Unlimited License
        FSFULLR||?|FSF Unlimited License (with License Retention)
        FSFULLRWD||?|FSF Unlimited License (With License Retention and Warranty Disclaimer)
        FTL|F|U:n|Freetype Project License
        Furuseth||?|Furuseth License
        fwlw||?|fwlw License
        GCR-docs||?|Gnome GCR Documentation License
        GD||?|GD License
        GFDL-1.1|FD|U:ns|GNU Free Documentation License v1.1
        GFDL-1.1-invariants-only||?|GNU Free Documentation License v1.1 only - invariants
        GFDL-1.1-invariants-or-later||?|GNU Free Documentation License v1.1 or later - invariants
        GFDL-1.1-no-invariants-only||U:ns|GNU Free Documentation License v1.1 only - no invariants
        GFDL-1.1-no-invariants-or-later||U:ns|GNU Free Documentation License v1.1 or later - no invariants
        GFDL-1.1-only|F|U:ns|GNU Free Documentation License v1.1 only
        GFDL-1.1-or-later|F|U:ns|GNU Free Documentation License v1.1 or later
        GFDL-1.2|FD|U:ns|GNU Free Documentation License v1.2
        GFDL-1.2-invariants-only||?|GNU Free Documentation License v1.2 only - invariants
        GFDL-1.2-invariants-or-later||?|GNU Free Documentation License v1.2 or later - invariants
        GFDL-1.2-no-invariants-only||U:ns|GNU Free Documentation License v1.2 only - no invariants
        GFDL-1.2-no-invariants-or-later||U:ns|GNU Free Documentation License v1.2 or later - no invariants
        GFDL-1.2-only|F|U:ns|GNU Free Documentation License v1.2 only
        GFDL-1.2-or-later|F|U:ns|GNU Free Documentation License v1.2 or later
        GFDL-1.3|FD|U:ns|GNU Free Documentation License v1.3
        GFDL-1.3-invariants-only||?|GNU Free Documentation License v1.3 only - invariants
        GFDL-1.3-invariants-or-later||?|GNU Free Documentation License v1.3 or later - invariants
        GFDL-1.3-no-invariants-only||U:ns|GNU Free Documentation License v1.3 only - no invariants
        GFDL-1.3-no-invariants-or-later||U:ns|GNU Free Documentation License v1.3 or later - no invariants
        GFDL-1.3-only|F|U:ns|GNU Free Documentation License v1.3 only
        GFDL-1.3-or-later|F|U:ns|GNU Free Documentation License v1.3 or later
        Giftware||?|Giftware License
        GL2PS||?|GL2PS License
        Glide||?|3dfx Glide License
        Glulxe||?|Glulxe License
        GLWTPL||?|Good Luck With That Public License
        gnuplot|F|U:ns|gnuplot License
        GPL-1.0|D|U:ns|GNU General Public License v1.0 only
        GPL-1.0+|D|U:ns|GNU General Public License v1.0 or later
        GPL-1.0-only||U:ns|GNU General Public License v1.0 only
        GPL-1.0-or-later||U:ns|GNU General Public License v1.0 or later
        GPL-2.0|OFD|U:ns|GNU General Public License v2.0 only
        GPL-2.0+|OFD|U:ns|GNU General Public License v2.0 or later
        GPL-2.0-only|OF|U:ns|GNU General Public License v2.0 only
        GPL-2.0-or-later|OF|U:ns|GNU General Public License v2.0 or later
        GPL-2.0-with-autoconf-exception|D|U:ns|GNU General Public License v2.0 w/Autoconf exception
        GPL-2.0-with-bison-exception|D|U:ns|GNU General Public License v2.0 w/Bison exception
        GPL-2.0-with-classpath-exception|D|U:ns|GNU General Public License v2.0 w/Classpath exception
        GPL-2.0-with-font-exception|D|U:ns|GNU General Public License v2.0 w/Font exception
        GPL-2.0-with-GCC-exception|D|U:ns|GNU General Public License v2.0 w/GCC Runtime Library exception
        GPL-3.0|OFD|U:ns|GNU General Public License v3.0 only
        GPL-3.0+|OFD|U:ns|GNU General Public License v3.0 or later
        GPL-3.0-only|OF|U:ns|GNU General Public License v3.0 only
        GPL-3.0-or-later|OF|U:ns|GNU General Public License v3.0 or later
        GPL-3.0-with-autoconf-exception|D|U:ns|GNU General Public License v3.0 w/Autoconf exception
        GPL-3.0-with-GCC-exception|OD|U:ns|GNU General Public License v3.0 w/GCC Runtime Library exception
        Graphics-Gems||?|Graphics Gems License
        gSOAP-1.3b||?|gSOAP Public License v1.3b
        gtkbook||?|gtkbook License
        Gutmann||?|Gutmann License
        HaskellReport||?|Haskell Language Report License
        hdparm||?|hdparm License
        Hippocratic-2.1||R:cmrt:nr|Hippocratic License 2.1
        HP-1986||?|Hewlett-Packard 1986 License
        HP-1989||?|Hewlett-Packard 1989 License
        HPND|OF|U:n|Historical Permission Notice and Disclaimer
        HPND-DEC||?|Historical Permission Notice and Disclaimer - DEC variant
        HPND-doc||?|Historical Permission Notice and Disclaimer - documentation variant
        HPND-doc-sell||?|Historical Permission Notice and Disclaimer - documentation sell variant
        HPND-export-US||?|HPND with US Government export control warning
        HPND-export-US-acknowledgement||?|HPND with US Government export control warning and acknowledgment
        HPND-export-US-modify||?|HPND with US Government export control warning and modification rqmt
        HPND-export2-US||?|HPND with US Government export control and 2 disclaimers
        HPND-Fenneberg-Livingston||?|Historical Permission Notice and Disclaimer - Fenneberg-Livingston variant
        HPND-INRIA-IMAG||?|Historical Permission Notice and Disclaimer    - INRIA-IMAG variant
        HPND-Intel||?|Historical Permission Notice and Disclaimer - Intel variant
        HPND-Kevlin-Henney||?|Historical Permission Notice and Disclaimer - Kevlin Henney variant
        HPND-Markus-Kuhn||?|Historical Permission Notice and Disclaimer - Markus Kuhn variant
        HPND-merchantability-variant||?|Historical Permission Notice and Disclaimer - merchantability variant
        HPND-MIT-disclaimer||?|Historical Permission Notice and Disclaimer with MIT disclaimer
        HPND-Pbmplus||?|Historical Permission Notice and Disclaimer - Pbmplus variant
        HPND-sell-MIT-disclaimer-xserver||?|Historical Permission Notice and Disclaimer - \#
        sell xserver variant with MIT disclaimer
        HPND-sell-regexpr||?|Historical Permission Notice and Disclaimer - sell regexpr variant
        HPND-sell-variant||U:n|Historical Permission Notice and Disclaimer - sell variant
        HPND-sell-variant-MIT-disclaimer||?|HPND sell variant with MIT disclaimer
        HPND-sell-variant-MIT-disclaimer-rev||?|HPND sell variant with MIT disclaimer - reverse
        HPND-UC||?|Historical Permission Notice and Disclaimer - University of California variant
        HPND-UC-export-US||?|Historical Permission Notice and Disclaimer - University of California, US export warning
        HTMLTIDY||?|HTML Tidy License
        IBM-pibs||?|IBM PowerPC Initialization and Boot Software
        ICU|O|U:n|ICU License
        IEC-Code-Components-EULA||?|IEC    Code Components End-user licence agreement
        IJG|F|U:n|Independent JPEG Group License
        IJG-short||?|Independent JPEG Group License - short
        ImageMagick||?|ImageMagick License
        iMatix|F|U:n|iMatix Standard Function Library Agreement
        Imlib2|F|U:n|Imlib2 License
        Info-ZIP||U:n|Info-ZIP License
        Inner-Net-2.0||?|Inner Net License v2.0
        Intel|OF|U:n|Intel Open Source License
        Intel-ACPI||?|Intel ACPI Software License Agreement
        Interbase-1.0||?|Interbase Public License v1.0
        IPA|OF|U:n|IPA Font License
        IPL-1.0|OF|U:ns|IBM Public License v1.0
        ISC|OF|U:n|ISC License
        ISC-Veillard||?|ISC Veillard variant
        Jam|O|U:n|Jam License
        JasPer-2.0||?|JasPer License
        JPL-image||?|JPL Image Use Policy
        JPNIC||?|Japan Network Information Center License
        JSON||R:cmrt:nr|JSON License
        Kastrup||?|Kastrup License
        Kazlib||?|Kazlib License
        Knuth-CTAN||?|Knuth CTAN License
        LAL-1.2||?|Licence Art Libre 1.2
        LAL-1.3||?|Licence Art Libre 1.3
        Latex2e||?|Latex2e License
        Latex2e-translated-notice||?|Latex2e with translated notice permission
        Leptonica||?|Leptonica License
        LGPL-2.0|OD|U:ns|GNU Library General Public License v2 only
        LGPL-2.0+|OD|U:ns|GNU Library General Public License v2 or later
        LGPL-2.0-only|O|U:ns|GNU Library General Public License v2 only
        LGPL-2.0-or-later|O|U:ns|GNU Library General Public License v2 or later
        LGPL-2.1|OFD|U:ns|GNU Lesser General Public License v2.1 only
        LGPL-2.1+|OFD|U:ns|GNU Lesser General Public License v2.1 or later
        LGPL-2.1-only|OF|U:ns|GNU Lesser General Public License v2.1 only
        LGPL-2.1-or-later|OF|U:ns|GNU Lesser General Public License v2.1 or later
        LGPL-3.0|OFD|U:ns|GNU Lesser General Public License v3.0 only
        LGPL-3.0+|OFD|U:ns|GNU Lesser General Public License v3.0 or later
        LGPL-3.0-only|OF|U:ns|GNU Lesser General Public License v3.0 only
        LGPL-3.0-or-later|OF|U:ns|GNU Lesser General Public License v3.0 or later
        LGPLLR||U:ns|Lesser General Public License For Linguistic Resources
        Libpng||U:n|libpng License
        libpng-2.0||U:n|PNG Reference Library version 2
        libselinux-1.0||?|libselinux public domain notice
        libtiff||U:n|libtiff License
        libutil-David-Nugent||?|libutil David Nugent License
        LiLiQ-P-1.1|O|U:n|Licence Libre du Québec – Permissive version 1.1
        LiLiQ-R-1.1|O|U:ns|Licence Libre du Québec – Réciprocité version 1.1
        LiLiQ-Rplus-1.1|O|U:ns|Licence Libre du Québec – Réciprocité forte version 1.1
        Linux-man-pages-1-para||?|Linux man-pages - 1 paragraph
        Linux-man-pages-copyleft||?|Linux man-pages Copyleft
        Linux-man-pages-copyleft-2-para||?|Linux man-pages Copyleft - 2 paragraphs
        Linux-man-pages-copyleft-var||?|Linux man-pages Copyleft Variant
        Linux-OpenIB||?|Linux Kernel Variant of OpenIB.org license
        LOOP||?|Common Lisp LOOP License
        LPD-document||?|LPD Documentation License
        LPL-1.0|O|U:ns|Lucent Public License Version 1.0
        LPL-1.02|OF|U:ns|Lucent Public License v1.02
        LPPL-1.0||U:nN|LaTeX Project Public License v1.0
        LPPL-1.1||U:nN|LaTeX Project Public License v1.1
        LPPL-1.2|F|U:nN|LaTeX Project Public License v1.2
        LPPL-1.3a|F|U:nN|LaTeX Project Public License v1.3a
        LPPL-1.3c|O|U:nN|LaTeX Project Public License v1.3c
        lsof||?|lsof License
        Lucida-Bitmap-Fonts||?|Lucida Bitmap Fonts License
        LZMA-SDK-9.11-to-9.20||?|LZMA SDK License (versions 9.11 to 9.20)
        LZMA-SDK-9.22||?|LZMA SDK License (versions 9.22 and beyond)
        """#
}

extension SPDXLicenseList {
    /// Rows of the list, A to C; the format is documented at ``SPDXLicenseList``.
    static let rowsAToC = #"""
        0BSD|O|U:|BSD Zero Clause License
        3D-Slicer-1.0||?|3D Slicer License v1.0
        AAL|O|U:na|Attribution Assurance License
        Abstyles||?|Abstyles License
        AdaCore-doc||?|AdaCore Doc License
        Adobe-2006||?|Adobe Systems Incorporated Source Code License Agreement
        Adobe-Display-PostScript||?|Adobe Display PostScript License
        Adobe-Glyph||?|Adobe Glyph List License
        Adobe-Utopia||?|Adobe Utopia Font License
        ADSL||?|Amazon Digital Services License
        AFL-1.1|OF|U:n|Academic Free License v1.1
        AFL-1.2|OF|U:n|Academic Free License v1.2
        AFL-2.0|OF|U:n|Academic Free License v2.0
        AFL-2.1|OF|U:n|Academic Free License v2.1
        AFL-3.0|OF|U:n|Academic Free License v3.0
        Afmparse||?|Afmparse License
        AGPL-1.0|FD|U:ns|Affero General Public License v1.0
        AGPL-1.0-only||U:ns|Affero General Public License v1.0 only
        AGPL-1.0-or-later||U:ns|Affero General Public License v1.0 or later
        AGPL-3.0|OFD|U:ns|GNU Affero General Public License v3.0
        AGPL-3.0-only|OF|U:ns|GNU Affero General Public License v3.0 only
        AGPL-3.0-or-later|OF|U:ns|GNU Affero General Public License v3.0 or later
        Aladdin||N:mr:nr|Aladdin Free Public License
        AMD-newlib||?|AMD newlib License
        AMDPLPA||?|AMD's plpa_map.c License
        AML||U:n|Apple MIT License
        AML-glslang||?|AML glslang variant License
        AMPAS||?|Academy of Motion Picture Arts and Sciences BSD
        ANTLR-PD||U:|ANTLR Software Rights Notice
        ANTLR-PD-fallback||?|ANTLR Software Rights Notice with license fallback
        any-OSI||?|Any OSI License
        Apache-1.0|F|U:nN|Apache License 1.0
        Apache-1.1|OF|U:nN|Apache License 1.1
        Apache-2.0|OF|U:n|Apache License 2.0
        APAFML||?|Adobe Postscript AFM License
        APL-1.0|O|U:ns|Adaptive Public License 1.0
        App-s2p||?|App::s2p License
        APSL-1.0|O|U:ns|Apple Public Source License 1.0
        APSL-1.1|O|U:ns|Apple Public Source License 1.1
        APSL-1.2|O|U:ns|Apple Public Source License 1.2
        APSL-2.0|OF|U:ns|Apple Public Source License 2.0
        Arphic-1999||?|Arphic Public License
        Artistic-1.0|O|U:n|Artistic License 1.0
        Artistic-1.0-cl8|O|U:n|Artistic License 1.0 w/clause 8
        Artistic-1.0-Perl|O|U:n|Artistic License 1.0 (Perl)
        Artistic-2.0|OF|U:n|Artistic License 2.0
        ASWF-Digital-Assets-1.0||?|ASWF Digital Assets License version 1.0
        ASWF-Digital-Assets-1.1||?|ASWF Digital Assets License 1.1
        Baekmuk||?|Baekmuk License
        Bahyph||?|Bahyph License
        Barr||?|Barr License
        bcrypt-Solar-Designer||?|bcrypt Solar Designer License
        Beerware||U:n|Beerware License
        Bitstream-Charter||?|Bitstream Charter Font License
        Bitstream-Vera||?|Bitstream Vera Font License
        BitTorrent-1.0||?|BitTorrent Open Source License v1.0
        BitTorrent-1.1|F|U:ns|BitTorrent Open Source License v1.1
        blessing||U:|SQLite Blessing
        BlueOak-1.0.0|O|U:n|Blue Oak Model License 1.0.0
        Boehm-GC||?|Boehm-Demers-Weiser GC License
        Borceux||?|Borceux license
        Brian-Gladman-2-Clause||?|Brian Gladman 2-Clause License
        Brian-Gladman-3-Clause||?|Brian Gladman 3-Clause License
        BSD-1-Clause|O|U:n|BSD 1-Clause License
        BSD-2-Clause|OF|U:n|BSD 2-Clause "Simplified" License
        BSD-2-Clause-Darwin||?|BSD 2-Clause - Ian Darwin variant
        BSD-2-clause-first-lines||?|BSD 2-Clause - first lines requirement
        BSD-2-Clause-FreeBSD|FD|U:n|BSD 2-Clause FreeBSD License
        BSD-2-Clause-NetBSD|FD|U:n|BSD 2-Clause NetBSD License
        BSD-2-Clause-Patent|O|U:n|BSD-2-Clause Plus Patent License
        BSD-2-Clause-Views||U:n|BSD 2-Clause with views sentence
        BSD-3-Clause|OF|U:n|BSD 3-Clause "New" or "Revised" License
        BSD-3-Clause-acpica||?|BSD 3-Clause acpica variant
        BSD-3-Clause-Attribution||U:na|BSD with attribution
        BSD-3-Clause-Clear|F|U:n|BSD 3-Clause Clear License
        BSD-3-Clause-flex||?|BSD 3-Clause Flex variant
        BSD-3-Clause-HP||?|Hewlett-Packard BSD variant license
        BSD-3-Clause-LBNL|O|U:n|Lawrence Berkeley National Labs BSD variant license
        BSD-3-Clause-Modification||?|BSD 3-Clause Modification
        BSD-3-Clause-No-Military-License||R:cmrt:nr|BSD 3-Clause No Military License
        BSD-3-Clause-No-Nuclear-License||R:cmrt:nr|BSD 3-Clause No Nuclear License
        BSD-3-Clause-No-Nuclear-License-2014||R:cmrt:nr|BSD 3-Clause No Nuclear License 2014
        BSD-3-Clause-No-Nuclear-Warranty||?|BSD 3-Clause No Nuclear Warranty
        BSD-3-Clause-Open-MPI||?|BSD 3-Clause Open MPI variant
        BSD-3-Clause-Sun||?|BSD 3-Clause Sun Microsystems
        BSD-4-Clause|F|U:na|BSD 4-Clause "Original" or "Old" License
        BSD-4-Clause-Shortened||?|BSD 4 Clause Shortened
        BSD-4-Clause-UC||U:na|BSD-4-Clause (University of California-Specific)
        BSD-4.3RENO||?|BSD 4.3 RENO License
        BSD-4.3TAHOE||?|BSD 4.3 TAHOE License
        BSD-Advertising-Acknowledgement||?|BSD Advertising Acknowledgement License
        BSD-Attribution-HPND-disclaimer||?|BSD with Attribution and HPND disclaimer
        BSD-Inferno-Nettverk||?|BSD-Inferno-Nettverk
        BSD-Protection||?|BSD Protection License
        BSD-Source-beginning-file||?|BSD Source Code Attribution - beginning of file variant
        BSD-Source-Code||U:n|BSD Source Code Attribution
        BSD-Systemics||?|Systemics BSD variant license
        BSD-Systemics-W3Works||?|Systemics W3Works BSD variant license
        BSL-1.0|OF|U:n|Boost Software License 1.0
        BUSL-1.1||R:mr:nr|Business Source License 1.1
        bzip2-1.0.5|D|U:n|bzip2 and libbzip2 License v1.0.5
        bzip2-1.0.6||U:n|bzip2 and libbzip2 License v1.0.6
        C-UDA-1.0||R:cmrt:nr|Computational Use of Data Agreement v1.0
        CAL-1.0|O|U:ns|Cryptographic Autonomy License 1.0
        CAL-1.0-Combined-Work-Exception|O|U:ns|Cryptographic Autonomy License 1.0 (Combined Work Exception)
        Caldera||?|Caldera License
        Caldera-no-preamble||?|Caldera License (without preamble)
        Catharon||?|Catharon License
        CATOSL-1.1|O|U:ns|Computer Associates Trusted Open Source License 1.1
        CC-BY-1.0||U:na|Creative Commons Attribution 1.0 Generic
        CC-BY-2.0||U:na|Creative Commons Attribution 2.0 Generic
        CC-BY-2.5||U:na|Creative Commons Attribution 2.5 Generic
        CC-BY-2.5-AU||U:na|Creative Commons Attribution 2.5 Australia
        CC-BY-3.0||U:na|Creative Commons Attribution 3.0 Unported
        CC-BY-3.0-AT||U:na|Creative Commons Attribution 3.0 Austria
        CC-BY-3.0-AU||U:na|Creative Commons Attribution 3.0 Australia
        CC-BY-3.0-DE||U:na|Creative Commons Attribution 3.0 Germany
        CC-BY-3.0-IGO||U:na|Creative Commons Attribution 3.0 IGO
        CC-BY-3.0-NL||U:na|Creative Commons Attribution 3.0 Netherlands
        CC-BY-3.0-US||U:na|Creative Commons Attribution 3.0 United States
        CC-BY-4.0|F|U:na|Creative Commons Attribution 4.0 International
        CC-BY-NC-1.0||N:mrt:na|Creative Commons Attribution Non Commercial 1.0 Generic
        CC-BY-NC-2.0||N:mrt:na|Creative Commons Attribution Non Commercial 2.0 Generic
        CC-BY-NC-2.5||N:mrt:na|Creative Commons Attribution Non Commercial 2.5 Generic
        CC-BY-NC-3.0||N:mrt:na|Creative Commons Attribution Non Commercial 3.0 Unported
        CC-BY-NC-3.0-DE||N:mrt:na|Creative Commons Attribution Non Commercial 3.0 Germany
        CC-BY-NC-4.0||N:mrt:na|Creative Commons Attribution Non Commercial 4.0 International
        CC-BY-NC-ND-1.0||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 1.0 Generic
        CC-BY-NC-ND-2.0||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 2.0 Generic
        CC-BY-NC-ND-2.5||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 2.5 Generic
        CC-BY-NC-ND-3.0||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 3.0 Unported
        CC-BY-NC-ND-3.0-DE||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 3.0 Germany
        CC-BY-NC-ND-3.0-IGO||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 3.0 IGO
        CC-BY-NC-ND-4.0||N:r:na|Creative Commons Attribution Non Commercial No Derivatives 4.0 International
        CC-BY-NC-SA-1.0||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 1.0 Generic
        CC-BY-NC-SA-2.0||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 2.0 Generic
        CC-BY-NC-SA-2.0-DE||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 2.0 Germany
        CC-BY-NC-SA-2.0-FR||N:mrt:nas|Creative Commons Attribution-NonCommercial-ShareAlike 2.0 France
        CC-BY-NC-SA-2.0-UK||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 2.0 England and Wales
        CC-BY-NC-SA-2.5||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 2.5 Generic
        CC-BY-NC-SA-3.0||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 3.0 Unported
        CC-BY-NC-SA-3.0-DE||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 3.0 Germany
        CC-BY-NC-SA-3.0-IGO||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 3.0 IGO
        CC-BY-NC-SA-4.0||N:mrt:nas|Creative Commons Attribution Non Commercial Share Alike 4.0 International
        CC-BY-ND-1.0||R:cr:na|Creative Commons Attribution No Derivatives 1.0 Generic
        CC-BY-ND-2.0||R:cr:na|Creative Commons Attribution No Derivatives 2.0 Generic
        CC-BY-ND-2.5||R:cr:na|Creative Commons Attribution No Derivatives 2.5 Generic
        CC-BY-ND-3.0||R:cr:na|Creative Commons Attribution No Derivatives 3.0 Unported
        CC-BY-ND-3.0-DE||R:cr:na|Creative Commons Attribution No Derivatives 3.0 Germany
        CC-BY-ND-4.0||R:cr:na|Creative Commons Attribution No Derivatives 4.0 International
        CC-BY-SA-1.0||U:nas|Creative Commons Attribution Share Alike 1.0 Generic
        CC-BY-SA-2.0||U:nas|Creative Commons Attribution Share Alike 2.0 Generic
        CC-BY-SA-2.0-UK||U:nas|Creative Commons Attribution Share Alike 2.0 England and Wales
        CC-BY-SA-2.1-JP||U:nas|Creative Commons Attribution Share Alike 2.1 Japan
        CC-BY-SA-2.5||U:nas|Creative Commons Attribution Share Alike 2.5 Generic
        CC-BY-SA-3.0||U:nas|Creative Commons Attribution Share Alike 3.0 Unported
        CC-BY-SA-3.0-AT||U:nas|Creative Commons Attribution Share Alike 3.0 Austria
        CC-BY-SA-3.0-DE||U:nas|Creative Commons Attribution Share Alike 3.0 Germany
        CC-BY-SA-3.0-IGO||U:nas|Creative Commons Attribution-ShareAlike 3.0 IGO
        CC-BY-SA-4.0|F|U:nas|Creative Commons Attribution Share Alike 4.0 International
        CC-PDDC||U:|Creative Commons Public Domain Dedication and Certification
        CC0-1.0|F|U:|Creative Commons Zero v1.0 Universal
        CDDL-1.0|OF|U:ns|Common Development and Distribution License 1.0
        CDDL-1.1||U:ns|Common Development and Distribution License 1.1
        CDL-1.0||?|Common Documentation License 1.0
        CDLA-Permissive-1.0||U:na|Community Data License Agreement Permissive 1.0
        CDLA-Permissive-2.0||U:n|Community Data License Agreement Permissive 2.0
        CDLA-Sharing-1.0||U:nas|Community Data License Agreement Sharing 1.0
        CECILL-1.0||U:ns|CeCILL Free Software License Agreement v1.0
        CECILL-1.1||U:ns|CeCILL Free Software License Agreement v1.1
        CECILL-2.0|F|U:ns|CeCILL Free Software License Agreement v2.0
        CECILL-2.1|O|U:ns|CeCILL Free Software License Agreement v2.1
        CECILL-B|F|U:n|CeCILL-B Free Software License Agreement
        CECILL-C|F|U:ns|CeCILL-C Free Software License Agreement
        CERN-OHL-1.1||?|CERN Open Hardware Licence v1.1
        CERN-OHL-1.2||?|CERN Open Hardware Licence v1.2
        CERN-OHL-P-2.0|O|U:n|CERN Open Hardware Licence Version 2 - Permissive
        CERN-OHL-S-2.0|O|U:ns|CERN Open Hardware Licence Version 2 - Strongly Reciprocal
        CERN-OHL-W-2.0|O|U:ns|CERN Open Hardware Licence Version 2 - Weakly Reciprocal
        CFITSIO||?|CFITSIO License
        check-cvs||?|check-cvs License
        checkmk||?|Checkmk License
        ClArtistic|F|U:n|Clarified Artistic License
        Clips||?|Clips License
        CMU-Mach||?|CMU Mach License
        CMU-Mach-nodoc||?|CMU    Mach - no notices-in-documentation variant
        CNRI-Jython||?|CNRI Jython License
        CNRI-Python|O|U:n|CNRI Python License
        CNRI-Python-GPL-Compatible||?|CNRI Python Open Source GPL Compatible License Agreement
        COIL-1.0||?|Copyfree Open Innovation License
        Community-Spec-1.0||?|Community Specification License 1.0
        Condor-1.1|F|U:n|Condor Public License v1.1
        copyleft-next-0.3.0||U:ns|copyleft-next 0.3.0
        copyleft-next-0.3.1||U:ns|copyleft-next 0.3.1
        Cornell-Lossless-JPEG||?|Cornell Lossless JPEG License
        CPAL-1.0|OF|U:nas|Common Public Attribution License 1.0
        CPL-1.0|OF|U:ns|Common Public License 1.0
        CPOL-1.02||?|Code Project Open License 1.02
        Cronyx||?|Cronyx License
        Crossword||?|Crossword License
        CrystalStacker||?|CrystalStacker License
        CUA-OPL-1.0|O|U:ns|CUA Office Public License v1.0
        Cube||?|Cube License
        curl||U:n|curl License
        cve-tou||?|Common Vulnerability Enumeration ToU License
        """#
}

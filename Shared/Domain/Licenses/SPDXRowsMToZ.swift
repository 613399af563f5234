extension SPDXLicenseList {
    /// Rows of the list, M to Z; the format is documented at ``SPDXLicenseList``.
    static let rowsMToZ = #"""
        Mackerras-3-Clause||?|Mackerras 3-Clause License
        Mackerras-3-Clause-acknowledgment||?|Mackerras 3-Clause - acknowledgment variant
        magaz||?|magaz License
        mailprio||?|mailprio License
        MakeIndex||?|MakeIndex License
        Martin-Birgmeier||?|Martin Birgmeier License
        McPhee-slideshow||?|McPhee Slideshow License
        metamail||?|metamail License
        Minpack||?|Minpack License
        MirOS|O|U:n|The MirOS Licence
        MIT|OF|U:n|MIT License
        MIT-0|O|U:|MIT No Attribution
        MIT-advertising||U:n|Enlightenment License (e16)
        MIT-CMU||U:n|CMU License
        MIT-enna||U:n|enna License
        MIT-feh||U:n|feh License
        MIT-Festival||?|MIT Festival Variant
        MIT-Khronos-old||?|MIT Khronos - old variant
        MIT-Modern-Variant|O|U:n|MIT License Modern Variant
        MIT-open-group||?|MIT Open Group variant
        MIT-testregex||?|MIT testregex Variant
        MIT-Wu||?|MIT Tom Wu Variant
        MITNFA||?|MIT +no-false-attribs license
        MMIXware||?|MMIXware License
        Motosoto|O|U:ns|Motosoto License
        MPEG-SSG||?|MPEG Software Simulation
        mpi-permissive||?|mpi Permissive License
        mpich2||?|mpich2 License
        MPL-1.0|O|U:ns|Mozilla Public License 1.0
        MPL-1.1|OF|U:ns|Mozilla Public License 1.1
        MPL-2.0|OF|U:ns|Mozilla Public License 2.0
        MPL-2.0-no-copyleft-exception|O|U:ns|Mozilla Public License 2.0 (no copyleft exception)
        mplus||?|mplus Font License
        MS-LPL||?|Microsoft Limited Public License
        MS-PL|OF|U:n|Microsoft Public License
        MS-RL|OF|U:ns|Microsoft Reciprocal License
        MTLL||?|Matrix Template Library License
        MulanPSL-1.0||U:n|Mulan Permissive Software License, Version 1
        MulanPSL-2.0|O|U:n|Mulan Permissive Software License, Version 2
        Multics|O|U:n|Multics License
        Mup||?|Mup License
        NAIST-2003||?|Nara Institute of Science and Technology License (2003)
        NASA-1.3|O|U:ns|NASA Open Source Agreement 1.3
        Naumen|O|U:n|Naumen Public License
        NBPL-1.0||?|Net Boolean Public License v1
        NCBI-PD||?|NCBI Public Domain Notice
        NCGL-UK-2.0||N:mrt:na|Non-Commercial Government Licence
        NCL||?|NCL Source Code License
        NCSA|OF|U:n|University of Illinois/NCSA Open Source License
        Net-SNMP||?|Net-SNMP License
        NetCDF||U:n|NetCDF license
        Newsletr||?|Newsletr License
        NGPL|O|U:ns|Nethack General Public License
        NICTA-1.0||?|NICTA Public Software License, Version 1.0
        NIST-PD||U:|NIST Public Domain Notice
        NIST-PD-fallback||?|NIST Public Domain Notice with license fallback
        NIST-Software||?|NIST Software License
        NLOD-1.0||U:na|Norwegian Licence for Open Government Data (NLOD) 1.0
        NLOD-2.0||U:na|Norwegian Licence for Open Government Data (NLOD) 2.0
        NLPL||?|No Limit Public License
        Nokia|OF|U:ns|Nokia Open Source License
        NOSL|F|U:ns|Netizen Open Source License
        Noweb||?|Noweb License
        NPL-1.0|F|U:ns|Netscape Public License v1.0
        NPL-1.1|F|U:ns|Netscape Public License v1.1
        NPOSL-3.0|O|U:ns|Non-Profit Open Software License 3.0
        NRL||?|NRL License
        NTP|O|U:n|NTP License
        NTP-0||?|NTP No Attribution
        Nunit|FD|U:n|Nunit License
        O-UDA-1.0||U:|Open Use of Data Agreement v1.0
        OAR||?|OAR License
        OCCT-PL||?|Open CASCADE Technology Public License
        OCLC-2.0|O|U:ns|OCLC Research Public License 2.0
        ODbL-1.0|F|U:nas|Open Data Commons Open Database License v1.0
        ODC-By-1.0||U:na|Open Data Commons Attribution License v1.0
        OFFIS||?|OFFIS License
        OFL-1.0|F|U:ns|SIL Open Font License 1.0
        OFL-1.0-no-RFN||U:ns|SIL Open Font License 1.0 with no Reserved Font Name
        OFL-1.0-RFN||U:ns|SIL Open Font License 1.0 with Reserved Font Name
        OFL-1.1|OF|U:ns|SIL Open Font License 1.1
        OFL-1.1-no-RFN|O|U:ns|SIL Open Font License 1.1 with no Reserved Font Name
        OFL-1.1-RFN|O|U:ns|SIL Open Font License 1.1 with Reserved Font Name
        OGC-1.0||?|OGC Software License, Version 1.0
        OGDL-Taiwan-1.0||U:na|Taiwan Open Government Data License, version 1.0
        OGL-Canada-2.0||U:na|Open Government Licence - Canada
        OGL-UK-1.0||U:na|Open Government Licence v1.0
        OGL-UK-2.0||U:na|Open Government Licence v2.0
        OGL-UK-3.0||U:na|Open Government Licence v3.0
        OGTSL|O|U:n|Open Group Test Suite License
        OLDAP-1.1||?|Open LDAP Public License v1.1
        OLDAP-1.2||?|Open LDAP Public License v1.2
        OLDAP-1.3||?|Open LDAP Public License v1.3
        OLDAP-1.4||?|Open LDAP Public License v1.4
        OLDAP-2.0||?|Open LDAP Public License v2.0 (or possibly 2.0A and 2.0B)
        OLDAP-2.0.1||?|Open LDAP Public License v2.0.1
        OLDAP-2.1||?|Open LDAP Public License v2.1
        OLDAP-2.2||?|Open LDAP Public License v2.2
        OLDAP-2.2.1||?|Open LDAP Public License v2.2.1
        OLDAP-2.2.2||?|Open LDAP Public License 2.2.2
        OLDAP-2.3|F|U:n|Open LDAP Public License v2.3
        OLDAP-2.4||?|Open LDAP Public License v2.4
        OLDAP-2.5||?|Open LDAP Public License v2.5
        OLDAP-2.6||?|Open LDAP Public License v2.6
        OLDAP-2.7|F|U:n|Open LDAP Public License v2.7
        OLDAP-2.8|O|U:n|Open LDAP Public License v2.8
        OLFL-1.3|O|U:n|Open Logistics Foundation License Version 1.3
        OML||?|Open Market License
        OpenPBS-2.3||?|OpenPBS v2.3 Software License
        OpenSSL|F|U:na|OpenSSL License
        OpenSSL-standalone||?|OpenSSL License - standalone
        OpenVision||?|OpenVision License
        OPL-1.0||?|Open Public License v1.0
        OPL-UK-3.0||?|United    Kingdom Open Parliament Licence v3.0
        OPUBL-1.0||?|Open Publication License v1.0
        OSET-PL-2.1|O|U:ns|OSET Public License version 2.1
        OSL-1.0|OF|U:ns|Open Software License 1.0
        OSL-1.1|F|U:ns|Open Software License 1.1
        OSL-2.0|OF|U:ns|Open Software License 2.0
        OSL-2.1|OF|U:ns|Open Software License 2.1
        OSL-3.0|OF|U:ns|Open Software License 3.0
        PADL||?|PADL License
        Parity-6.0.0||U:ns|The Parity Public License 6.0.0
        Parity-7.0.0||U:ns|The Parity Public License 7.0.0
        PDDL-1.0||U:|Open Data Commons Public Domain Dedication & License 1.0
        PHP-3.0|O|U:nN|PHP License v3.0
        PHP-3.01|OF|U:nN|PHP License v3.01
        Pixar||?|Pixar License
        pkgconf||?|pkgconf License
        Plexus||?|Plexus Classworlds License
        pnmstitch||?|pnmstitch License
        PolyForm-Noncommercial-1.0.0||N:mrt:nr|PolyForm Noncommercial License 1.0.0
        PolyForm-Small-Business-1.0.0||R:cmrt:nu|PolyForm Small Business License 1.0.0
        PostgreSQL|O|U:n|PostgreSQL License
        PPL||?|Peer Production License
        PSF-2.0||U:n|Python Software Foundation License 2.0
        psfrag||?|psfrag License
        psutils||?|psutils License
        Python-2.0|OF|U:n|Python License 2.0
        Python-2.0.1||U:n|Python License 2.0.1
        python-ldap||?|Python ldap License
        Qhull||?|Qhull License
        QPL-1.0|OF|U:ns|Q Public License 1.0
        QPL-1.0-INRIA-2004||U:ns|Q Public License 1.0 - INRIA 2004 variant
        radvd||?|radvd License
        Rdisc||?|Rdisc License
        RHeCos-1.1||?|Red Hat eCos Public License v1.1
        RPL-1.1|O|U:ns|Reciprocal Public License 1.1
        RPL-1.5|O|U:ns|Reciprocal Public License 1.5
        RPSL-1.0|OF|U:ns|RealNetworks Public Source License v1.0
        RSA-MD||?|RSA Message-Digest License
        RSCPL|O|U:ns|Ricoh Source Code Public License
        Ruby|F|U:n|Ruby License
        SAX-PD||U:|Sax Public Domain Notice
        SAX-PD-2.0||U:|Sax Public Domain Notice 2.0
        Saxpath||?|Saxpath License
        SCEA||?|SCEA Shared Source License
        SchemeReport||?|Scheme Language Report License
        Sendmail||?|Sendmail License
        Sendmail-8.23||?|Sendmail License 8.23
        SGI-B-1.0||?|SGI Free Software License B v1.0
        SGI-B-1.1||?|SGI Free Software License B v1.1
        SGI-B-2.0|F|U:n|SGI Free Software License B v2.0
        SGI-OpenGL||?|SGI OpenGL License
        SGP4||?|SGP4 Permission Notice
        SHL-0.5||?|Solderpad Hardware License v0.5
        SHL-0.51||?|Solderpad Hardware License, Version 0.51
        SimPL-2.0|O|U:ns|Simple Public License 2.0
        SISSL|OF|U:ns|Sun Industry Standards Source License v1.1
        SISSL-1.2||?|Sun Industry Standards Source License v1.2
        SL||?|SL License
        Sleepycat|OF|U:ns|Sleepycat License
        SMLNJ|F|U:n|Standard ML of New Jersey License
        SMPPL||?|Secure Messaging Protocol Public License
        SNIA||?|SNIA Public License 1.1
        snprintf||?|snprintf License
        softSurfer||?|softSurfer License
        Soundex||?|Soundex License
        Spencer-86||?|Spencer License 86
        Spencer-94||?|Spencer License 94
        Spencer-99||?|Spencer License 99
        SPL-1.0|OF|U:ns|Sun Public License v1.0
        ssh-keyscan||?|ssh-keyscan License
        SSH-OpenSSH||?|SSH OpenSSH license
        SSH-short||?|SSH short notice
        SSLeay-standalone||?|SSLeay License - standalone
        SSPL-1.0||R:cmrt:nsr|Server Side Public License, v 1
        StandardML-NJ|FD|U:n|Standard ML of New Jersey License
        SugarCRM-1.1.3||?|SugarCRM Public License v1.1.3
        Sun-PPP||?|Sun PPP License
        Sun-PPP-2000||?|Sun PPP License (2000)
        SunPro||?|SunPro License
        SWL||?|Scheme Widget Library (SWL) Software License Agreement
        swrule||?|swrule License
        Symlinks||?|Symlinks License
        TAPR-OHL-1.0||?|TAPR Open Hardware License v1.0
        TCL||U:n|TCL/TK License
        TCP-wrappers||?|TCP Wrappers License
        TermReadKey||?|TermReadKey License
        TGPPL-1.0||?|Transitive Grace Period Public Licence 1.0
        threeparttable||?|threeparttable License
        TMate||?|TMate Open Source License
        TORQUE-1.1||?|TORQUE v2.5+ Software License v1.1
        TOSL||?|Trusster Open Source License
        TPDL||?|Time::ParseDate License
        TPL-1.0||?|THOR Public License 1.0
        TTWL||?|Text-Tabs+Wrap License
        TTYP0||?|TTYP0 License
        TU-Berlin-1.0||?|Technische Universitaet Berlin License 1.0
        TU-Berlin-2.0||?|Technische Universitaet Berlin License 2.0
        UCAR||?|UCAR License
        UCL-1.0|O|U:ns|Upstream Compatibility License v1.0
        ulem||?|ulem License
        UMich-Merit||?|Michigan/Merit Networks License
        Unicode-3.0|O|U:n|Unicode License v3
        Unicode-DFS-2015||?|Unicode License Agreement - Data Files and Software (2015)
        Unicode-DFS-2016|O|U:n|Unicode License Agreement - Data Files and Software (2016)
        Unicode-TOU||?|Unicode Terms of Use
        UnixCrypt||?|UnixCrypt License
        Unlicense|OF|U:|The Unlicense
        UPL-1.0|OF|U:n|Universal Permissive License v1.0
        URT-RLE||?|Utah Raster Toolkit Run Length Encoded License
        Vim|F|U:n|Vim License
        VOSTROM||?|VOSTROM Public License for Open Source
        VSL-1.0|O|U:n|Vovida Software License v1.0
        W3C|OF|U:n|W3C Software Notice and License (2002-12-31)
        W3C-19980720||?|W3C Software Notice and License (1998-07-20)
        W3C-20150513||?|W3C Software Notice and Document License (2015-05-13)
        w3m||?|w3m License
        Watcom-1.0|O|U:ns|Sybase Open Watcom Public License 1.0
        Widget-Workshop||?|Widget Workshop License
        Wsuipa||?|Wsuipa License
        WTFPL|F|U:|Do What The F*ck You Want To Public License
        wxWindows|OD|U:ns|wxWindows Library License
        X11|F|U:n|X11 License
        X11-distribute-modifications-variant||?|X11 License Distribution Modification Variant
        Xdebug-1.03||?|Xdebug License v 1.03
        Xerox||?|Xerox License
        Xfig||?|Xfig License
        XFree86-1.1|F|U:n|XFree86 License 1.1
        xinetd|F|U:n|xinetd License
        xkeyboard-config-Zinoviev||?|xkeyboard-config Zinoviev License
        xlock||?|xlock License
        Xnet|O|U:n|X.Net License
        xpp||?|XPP License
        XSkat||?|XSkat License
        xzoom||?|xzoom License
        YPL-1.0||U:ns|Yahoo! Public License v1.0
        YPL-1.1|F|U:ns|Yahoo! Public License v1.1
        Zed||?|Zed License
        Zeeff||?|Zeeff License
        Zend-2.0|F|U:n|Zend License v2.0
        Zimbra-1.3|F|U:ns|Zimbra Public License v1.3
        Zimbra-1.4||?|Zimbra Public License v1.4
        Zlib|OF|U:n|zlib License
        zlib-acknowledgement||?|zlib/libpng License with Acknowledgement
        ZPL-1.1||?|Zope Public License 1.1
        ZPL-2.0|OF|U:n|Zope Public License 2.0
        ZPL-2.1|OF|U:n|Zope Public License 2.1
        """#
}

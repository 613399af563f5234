import Domain

/// Countries by the names sources write: ISO 3166-1 English short names, with the spellings met beside them.
enum CountryNames {
    /// By name, case left aside; alpha-2 codes too. Nil: nobody knows the name, and it is not guessed.
    static func country(_ name: String) -> Country? {
        if let code = codes[name.lowercased()] { return Country(name: code) }
        return Country.iso3166.contains(name) ? Country(name: name) : nil
    }

    private static let codes: [String: String] = {
        var codes: [String: String] = [:]
        for line in table.split(separator: "\n") {
            let code = String(line.prefix(2))
            for name in line.dropFirst(3).split(separator: "|") { codes[name.lowercased()] = code }
        }
        return codes
    }()

    private static let table = """
        AE United Arab Emirates|UAE
        AR Argentina
        AT Austria
        AU Australia
        BE Belgium
        BG Bulgaria
        BR Brazil
        CA Canada
        CH Switzerland
        CL Chile
        CN China|People's Republic of China
        CO Colombia
        CZ Czechia|Czech Republic
        DE Germany
        DK Denmark
        EE Estonia
        EG Egypt
        ES Spain
        FI Finland
        FR France
        GB United Kingdom of Great Britain and Northern Ireland|United Kingdom|UK|Great Britain
        GR Greece
        HK Hong Kong|Hong Kong SAR
        HU Hungary
        ID Indonesia
        IE Ireland
        IL Israel
        IN India
        IR Iran (Islamic Republic of)|Iran
        IS Iceland
        IT Italy
        JP Japan
        KE Kenya
        KR Korea (Republic of)|South Korea|Republic of Korea|Korea, Republic of
        KZ Kazakhstan
        LT Lithuania
        LU Luxembourg
        LV Latvia
        MO Macao|Macau
        MX Mexico
        MY Malaysia
        NG Nigeria
        NL Netherlands|Netherlands (Kingdom of the)
        NO Norway
        NZ New Zealand
        PK Pakistan
        PL Poland
        PT Portugal
        QA Qatar
        RO Romania
        RS Serbia
        RU Russian Federation|Russia
        SA Saudi Arabia
        SE Sweden
        SG Singapore
        SI Slovenia
        SK Slovakia
        TH Thailand
        TR Türkiye|Turkey
        TW Taiwan|Taiwan (Province of China)
        UA Ukraine
        US United States of America|United States|USA
        VN Viet Nam|Vietnam
        ZA South Africa
        """
}

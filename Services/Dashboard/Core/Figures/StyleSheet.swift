/// How pages look: one sheet, light and dark, narrow and wide, on paper.
enum StyleSheet {
    /// Carries the text's hash, so that it can be kept for long.
    static let address = "/style-\(hash(text)).css"

    /// FNV-1a.
    static func hash(_ text: String) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return String(hash, radix: 16)
    }

    static let text = """
        :root{color-scheme:light dark;--paper:#fff;--ink:#1c1e21;--soft:#555b63;--line:#c9ced6;--wash:#f3f5f8;--link:#0b57a4;\
        --yes:#11692f;--no:#a5222b;--depends:#7a5200;--focus:#b3261e}
        @media(prefers-color-scheme:dark){:root{--paper:#16181c;--ink:#e4e6ea;--soft:#a9b0ba;--line:#3a4049;--wash:#1f2329;\
        --link:#8ab8f2;--yes:#6fce8c;--no:#ff9b95;--depends:#f0c060;--focus:#ffb4ab}}
        *{box-sizing:border-box}
        html{scroll-padding-top:1rem}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        a{color:var(--link)}
        :focus-visible{outline:3px solid var(--focus);outline-offset:2px}
        main{overflow-wrap:anywhere}main:focus{outline:none}
        header,main,footer{max-width:70rem;margin:0 auto;padding:.75rem 1rem}
        header{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:baseline;border-bottom:1px solid var(--line)}
        .brand{margin:0;font-weight:700}.brand a{color:inherit;text-decoration:none}
        nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
        nav a{display:inline-block;padding:.2rem 0}
        nav a[aria-current]{color:inherit;font-weight:600;text-decoration:none;border-bottom:3px solid var(--link)}
        .contents{font-size:.875rem;margin:0 0 1rem;padding:.5rem .75rem;background:var(--wash)}
        .search{margin-left:auto;display:flex;gap:.4rem;align-items:baseline}
        h1{font-size:1.75rem;line-height:1.2;overflow-wrap:anywhere;margin:1rem 0 .75rem}
        h2{font-size:1.25rem;margin:0 0 .25rem;overflow-wrap:anywhere}
        h3{font-size:1rem;margin:1rem 0 .25rem}
        section{border-top:1px solid var(--line);padding:1.25rem 0}
        .lead{margin:.1rem 0 .6rem;color:var(--soft)}
        .headlines{font-size:1.125rem;padding-left:1.2rem}
        .figure{font-size:2rem;font-weight:600;margin:.4rem 0;line-height:1.2}
        .unit,.note{color:var(--soft);font-size:.875rem;font-weight:400}
        .facts{font-size:.875rem;color:var(--soft);margin:.5rem 0;overflow-wrap:anywhere}
        .none{margin:.5rem 0}
        .notice{border-left:4px solid var(--depends);background:var(--wash);padding:.5rem .75rem;margin:.75rem 0}
        .notice p{margin:.2rem 0}
        .scroll{overflow-x:auto;max-width:100%}
        .chart svg{display:block;width:100%;max-width:56rem;min-width:38rem;height:auto;color:var(--ink)}
        svg text{fill:var(--ink)}svg .paper{fill:var(--paper)}svg .grid{stroke:var(--line)}svg .axis{stroke:var(--soft)}
        table{border-collapse:collapse;font-size:.9rem;margin:.5rem 0}
        th,td{padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;\
        overflow-wrap:break-word;max-width:32rem}
        thead th{color:var(--soft);font-weight:600}
        tbody th{font-weight:500}.t{min-width:9rem}.long{min-width:14rem}time{white-space:nowrap}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap;overflow-wrap:normal}
        .pairs{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.4rem 1.5rem;margin:.5rem 0}
        .pairs dt{font-size:.8rem;color:var(--soft)}.pairs dd{margin:0;overflow-wrap:anywhere}
        .check{font-size:.875rem;margin-top:.5rem}
        .check ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
        details{margin:.4rem 0}summary{cursor:pointer;width:max-content;max-width:100%}
        code{overflow-wrap:anywhere}th code{overflow-wrap:normal}
        pre{background:var(--wash);padding:.5rem .75rem;margin:.25rem 0;font-size:.85rem;white-space:pre-wrap;\
        overflow-wrap:anywhere}
        .choices{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;background:var(--wash);padding:.75rem;margin:.75rem 0}
        .choices p{margin:0;display:flex;flex-direction:column;max-width:100%}
        .choices label{font-size:.8rem}
        fieldset{border:1px solid var(--line);display:flex;flex-wrap:wrap;gap:.25rem 1rem;min-width:0;margin:0}
        legend{font-size:.8rem}
        input,select,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--soft);\
        border-radius:.25rem;padding:.25rem .5rem;max-width:100%}
        button{cursor:pointer}
        .tree,.tree ul{list-style:none;padding-left:1.25rem;border-left:1px solid var(--line);margin:.25rem 0}
        .tree li{padding:.1rem 0}
        .names code{font-weight:600}
        .prose{max-width:46rem}
        .verdict{font-weight:600;white-space:nowrap}.yes{color:var(--yes)}.no{color:var(--no)}.depends{color:var(--depends)}
        .spoken{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        .skip{position:absolute;left:-100rem}.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem;z-index:1}
        footer{border-top:1px solid var(--line);font-size:.875rem;color:var(--soft)}
        @media(max-width:40rem){.search{margin-left:0;width:100%}.search input{flex:1;min-width:0}h1{font-size:1.4rem}\
        .verdict{white-space:normal}th,td{max-width:14rem}.long{min-width:11rem}}
        @media print{header,footer,.contents,.choices,.check ul,.skip,form{display:none}section{break-inside:avoid-page}\
        .scroll{overflow:visible}.chart svg{min-width:0}body{color:#000;background:#fff}}
        """

    static let icon = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b57a4"/>\
        <path d="M2 11c2 0 2-3 4-3s2 3 4 3 2-3 4-3" stroke="#fff" stroke-width="2" fill="none"/></svg>
        """
}

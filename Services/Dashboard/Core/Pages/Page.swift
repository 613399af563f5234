import Presentation
import Wire

/// A page: what it asks, and what it makes of the replies. All of it pure.
protocol Page: Sendable {
    static var path: String { get }
    /// As the navigation names it.
    static var title: String { get }
    /// What is asked at once.
    static func questions(_ place: Place) -> [Question]
    /// What is asked when the first replies are there.
    static func furtherQuestions(_ place: Place, _ replies: [Reply]) -> [Question]
    /// The question without whose answer there is no page, by its place.
    static var subject: Int? { get }
    /// From the first and the further replies.
    static func body(_ place: Place, _ replies: [Reply], _ further: [Reply]) -> PageBody
}

extension Page {
    static func furtherQuestions(_ place: Place, _ replies: [Reply]) -> [Question] { [] }
    static var subject: Int? { nil }
}

/// What a page shows below its navigation.
struct PageBody: Sendable {
    /// Of the window, and the first heading.
    var title: String
    /// Between the first heading and the sections.
    var intro: HTML = ""
    /// Sections, in order, with their anchors for the list of contents.
    var sections: [(id: String, heading: String, html: HTML)] = []

    init(_ title: String, intro: HTML = "") {
        self.title = title
        self.intro = intro
    }

    mutating func add(_ figure: FigureView, _ place: Place) {
        sections.append((figure.id, figure.heading, figure.html(place)))
    }

    mutating func add(id: String, heading: String, _ html: HTML) {
        let section: HTML = """
            <section id="\(id)" aria-labelledby="\(id)-h">
            <h2 id="\(id)-h">\(heading)</h2>
            \(html)</section>

            """
        sections.append((id, heading, section))
    }
}

/// Every page there is, in the order of the navigation; those without a place in it last.
enum Pages {
    static let listed: [any Page.Type] = [
        OverviewPage.self,
        CountriesPage.self,
        DependencePage.self,
        ModelsPage.self,
        OrganizationsPage.self,
        RecordsPage.self,
        ClaimsPage.self,
        CoveragePage.self,
        DefinitionsPage.self,
    ]
    static let unlisted: [any Page.Type] = [
        CountryPage.self,
        ModelPage.self,
        OrganizationPage.self,
        ClaimPage.self,
        SearchPage.self,
        DefinitionPage.self,
    ]
    static let all = listed + unlisted

    static subscript(path: String) -> (any Page.Type)? { all.first { $0.path == path } }
}

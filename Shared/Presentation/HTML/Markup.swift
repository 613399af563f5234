/// The one place where foreign text becomes part of HTML or SVG.
public enum Markup {
    /// Text that is only text: markup is escaped, what hides or turns text is made visible.
    ///
    /// Fit for content and for attributes in double quotes.
    public static func escaped(_ text: String) -> String {
        Plain.line(text).replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }
}

//! Markdown as the public pages show it: text with a few marks. Raw HTML is dropped, links lead only
//! where a reader expects, pictures come only from this site.

use askama::filters::Safe;
use comrak::nodes::{AstNode, ListType, NodeValue};
use comrak::{Arena, Options, arena_tree::NodeEdge, parse_document};

/// A body as HTML that may be put into a page as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Reads Markdown.
    pub fn of(markdown: &str) -> Self {
        let mut options = Options::default();
        options.extension.cjk_friendly_emphasis = true;
        options.extension.table = true;
        let arena = Arena::new();
        let root = parse_document(&arena, markdown, &options);
        let mut writer = Writer::default();
        for edge in root.traverse() {
            match edge {
                NodeEdge::Start(node) => writer.open(node),
                NodeEdge::End(node) => writer.close(node),
            }
        }
        Self(writer.out)
    }

    /// For a template.
    pub fn safe(&self) -> Safe<&str> {
        Safe(&self.0)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Writes a tree that is walked without recursion: how deep it is nested is the writer's choice.
#[derive(Debug, Default)]
struct Writer {
    out: String,
    /// How many pictures are open: their text is their description.
    pictures: usize,
}

impl Writer {
    fn open<'a>(&mut self, node: &'a AstNode<'a>) {
        let data = node.data.borrow();
        match &data.value {
            NodeValue::Text(text) => self.text(text),
            NodeValue::Code(code) if self.pictures > 0 => self.text(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak if self.pictures > 0 => self.out.push(' '),
            NodeValue::Image(_) => self.picture(&data.value),
            _ if self.pictures > 0 => {}
            NodeValue::SoftBreak => self.soft_break(),
            NodeValue::LineBreak => self.out.push_str("<br>\n"),
            NodeValue::ThematicBreak => self.out.push_str("<hr>\n"),
            NodeValue::Code(code) => {
                self.out.push_str("<code>");
                self.text(&code.literal);
                self.out.push_str("</code>");
            }
            NodeValue::CodeBlock(block) => {
                self.out.push_str("<pre class=\"code wrap\"><code>");
                self.text(&block.literal);
                self.out.push_str("</code></pre>\n");
            }
            NodeValue::Link(link) => self.link(&link.url),
            other => self.tag(other, is_head(node), false),
        }
    }

    fn close<'a>(&mut self, node: &'a AstNode<'a>) {
        let data = node.data.borrow();
        match &data.value {
            NodeValue::Image(image) => {
                self.pictures = self.pictures.saturating_sub(1);
                if self.pictures == 0 && is_own(&image.url) {
                    self.out.push_str("\" loading=\"lazy\">");
                }
            }
            _ if self.pictures > 0 => {}
            NodeValue::Link(link) if allowed(&link.url) => self.out.push_str("</a>"),
            other => self.tag(other, is_head(node), true),
        }
    }

    /// What has a tag of its own around it. Everything that is not here leaves its text alone, and
    /// raw HTML, which is no node with text, leaves nothing.
    fn tag(&mut self, value: &NodeValue, is_head: bool, ends: bool) {
        let name = match value {
            // In a list whose items are close together a paragraph has no tag, which is told by the
            // list; a gap less does not matter.
            NodeValue::Paragraph => "p",
            // The page has its own heading, and that of the item.
            NodeValue::Heading(heading) => match heading.level {
                1 | 2 => "h3",
                _ => "h4",
            },
            NodeValue::BlockQuote => "blockquote",
            NodeValue::List(list) if list.list_type == ListType::Ordered => "ol",
            NodeValue::List(_) => "ul",
            NodeValue::Item(_) => "li",
            NodeValue::Strong => "strong",
            NodeValue::Emph => "em",
            NodeValue::Table(_) => "table",
            NodeValue::TableRow(_) => "tr",
            NodeValue::TableCell if is_head => "th",
            NodeValue::TableCell => "td",
            _ => return,
        };
        let is_block = !matches!(name, "strong" | "em");
        self.out.push_str(if ends { "</" } else { "<" });
        self.out.push_str(name);
        if name == "table" && !ends {
            self.out.push_str(" class=\"table\"");
        }
        self.out.push('>');
        if ends && is_block {
            self.out.push('\n');
        }
    }

    /// Lines of a script without spaces are put together without one.
    fn soft_break(&mut self) {
        let is_wide = self.out.chars().next_back().is_some_and(|last| last >= '\u{2e80}');
        if !is_wide {
            self.out.push('\n');
        }
    }

    fn link(&mut self, url: &str) {
        if allowed(url) {
            self.out.push_str("<a href=\"");
            self.text(url);
            self.out.push_str("\" rel=\"nofollow noopener\">");
        }
    }

    /// A picture of this site; of another one only its description is left.
    fn picture(&mut self, value: &NodeValue) {
        if let NodeValue::Image(image) = value
            && self.pictures == 0
            && is_own(&image.url)
        {
            self.out.push_str("<img src=\"");
            self.text(&image.url);
            self.out.push_str("\" alt=\"");
        }
        self.pictures += 1;
    }

    fn text(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                other => self.out.push(other),
            }
        }
    }
}

/// Whether a cell is in the head of its table.
fn is_head<'a>(node: &'a AstNode<'a>) -> bool {
    let parent = node.parent();
    parent.is_some_and(|row| matches!(row.data.borrow().value, NodeValue::TableRow(true)))
}

/// A place of this site.
fn is_own(url: &str) -> bool {
    url.starts_with('/') && !url.starts_with("//") && !is_tricky(url)
}

/// What browsers read otherwise than it looks.
fn is_tricky(url: &str) -> bool {
    url.contains('\\') || url.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// Whether a link leads where a reader expects: `http`, `https`, `mailto`, or within this site.
fn allowed(url: &str) -> bool {
    if url.is_empty() || is_tricky(url) || url.starts_with("//") {
        return false;
    }
    let path = url.find(['/', '?', '#']).unwrap_or(url.len());
    match url[..path].split_once(':') {
        None => true,
        Some((scheme, _)) => {
            ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(markdown: &str) -> String {
        Html::of(markdown).0
    }

    #[test]
    fn text_gets_its_marks_also_beside_brackets_of_east_asia() {
        let bold = html("これは**「強調」**です");
        assert_eq!(bold, "<p>これは<strong>「強調」</strong>です</p>\n");
        assert_eq!(html("# 題\n\n本文"), "<h3>題</h3>\n<p>本文</p>\n");
        assert_eq!(html("一行目\n二行目"), "<p>一行目二行目</p>\n");
        assert_eq!(html("one\ntwo"), "<p>one\ntwo</p>\n");
        assert!(html("1. a\n2. b").starts_with("<ol><li><p>a</p>"));
        let table = html("| 月 | 点 |\n|---|---|\n| 4 | 120 |");
        assert!(table.contains("<th>月</th>") && table.contains("<td>120</td>"), "{table}");
    }

    #[test]
    fn nothing_hostile_comes_through() {
        for bad in [
            "<script>alert(1)</script>",
            "a <img src=x onerror=alert(1)> b",
            "<a href=\"javascript:alert(1)\">x</a>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&colon;alert(1))",
            "[x](&#x6A;avascript:alert(1))",
            "[x](java\tscript:alert(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](vbscript:msgbox)",
            "[x](//evil.example/)",
            "[x](/\\evil.example)",
            "![x](https://evil.example/a.png)",
            "![x](//evil.example/a.png)",
            "![x](data:image/svg+xml,<svg onload=alert(1)>)",
            "<javascript:alert(1)>",
            "[a]: javascript:alert(1)\n\n[a]",
        ] {
            let made = html(bad);
            for sign in ["<script", "<img", "<svg", "<a ", "evil.example/a"] {
                assert!(!made.contains(sign), "{bad}: {made}");
            }
        }
        let quoted = html("[x](https://a.example/\"onclick=alert(1))");
        assert!(!quoted.contains("\"onclick"), "{quoted}");
        assert_eq!(html("`<b>`"), "<p><code>&lt;b&gt;</code></p>\n");
    }

    #[test]
    fn links_and_own_pictures_are_kept() {
        for good in ["https://a.example/b?c=1#d", "mailto:a@b.example", "/n/hashi", "#top", "page"]
        {
            let made = html(&format!("[x]({good})"));
            let expected = format!("<p><a href=\"{good}\" rel=\"nofollow noopener\">x</a></p>\n");
            assert_eq!(made, expected);
        }
        let picture = html("![お茶の**写真**](/n/hashi/pictures/ast_1)");
        let expected =
            "<p><img src=\"/n/hashi/pictures/ast_1\" alt=\"お茶の写真\" loading=\"lazy\"></p>\n";
        assert_eq!(picture, expected);
        assert_eq!(html("![図](https://a.example/x.png)"), "<p>図</p>\n");
    }

    #[test]
    fn deep_nesting_costs_no_stack() {
        let deep = format!("{}x", "> ".repeat(9_000));
        assert!(html(&deep).contains('x'));
        let brackets = format!("{}x", "[".repeat(20_000));
        assert!(html(&brackets).contains('x'));
    }
}

//! typst as a library: a world without files, packages or clock.

use std::sync::OnceLock;

use serde_json::Value;
use typst::diag::{FileError, FileResult, SourceDiagnostic, Warned};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;

use crate::glyphs::printable;

/// Every weight of both families; the README beside them says what was cut.
const FONTS: [&[u8]; 4] = [
    include_bytes!("../fonts/NotoSansJP-Regular.otf"),
    include_bytes!("../fonts/NotoSansJP-SemiBold.ttf"),
    include_bytes!("../fonts/NotoSansSC-Regular.otf"),
    include_bytes!("../fonts/NotoSansSC-SemiBold.ttf"),
];

/// What every template imports.
const COMMON: &str = include_str!("../templates/common.typ");

/// Why there is no document. Each is a mistake of this crate or of its caller, never of a user.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The data is no JSON.
    #[error("the data of a document: {0}")]
    Data(#[from] serde_json::Error),
    /// The template does not compile with this data.
    #[error("the template of a document: {0}")]
    Template(String),
    /// The template compiles with a warning (debug builds only), as for a missing font.
    #[error("the template of a document warns: {0}")]
    Warning(String),
    /// The pages do not become a PDF.
    #[error("the PDF of a document: {0}")]
    Pdf(String),
}

/// Sets `data` (read by the template as `data.json`, never as code) and answers the bytes of a PDF.
///
/// The same input gives the same bytes. Takes 10–30 ms a page in a release build; call it outside async code.
pub fn render(template: &'static str, data: &Value) -> Result<Vec<u8>, DocumentError> {
    let _forget = Forget;
    print(&compose(template, data)?)
}

/// The pages before they are a PDF.
fn compose(template: &'static str, data: &Value) -> Result<PagedDocument, DocumentError> {
    let shared = shared();
    let world = Desk {
        shared,
        main: Source::new(id("main.typ"), template.to_owned()),
        data: Bytes::from_string(serde_json::to_string(&printable(data, &|c| shared.has(c)))?),
    };
    let Warned { output, warnings } = typst::compile::<PagedDocument>(&world);
    let document = output.map_err(|errors| DocumentError::Template(tell(&errors)))?;
    if cfg!(debug_assertions) && !warnings.is_empty() {
        return Err(DocumentError::Warning(tell(&warnings)));
    }
    Ok(document)
}

fn print(document: &PagedDocument) -> Result<Vec<u8>, DocumentError> {
    let options = PdfOptions { creator: Smart::Custom(None), ..PdfOptions::default() };
    typst_pdf::pdf(document, &options).map_err(|errors| DocumentError::Pdf(tell(&errors)))
}

/// Empties typst's memory of this document, also after an error or a panic.
struct Forget;

impl Drop for Forget {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// What all documents share, made once.
struct Shared {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    common: Source,
}

impl Shared {
    fn has(&self, c: char) -> bool {
        self.fonts.iter().any(|font| font.info().coverage.contains(u32::from(c)))
    }
}

fn shared() -> &'static Shared {
    static SHARED: OnceLock<Shared> = OnceLock::new();
    SHARED.get_or_init(|| {
        let fonts: Vec<Font> =
            FONTS.into_iter().flat_map(|bytes| Font::iter(Bytes::new(bytes))).collect();
        Shared {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            common: Source::new(id("common.typ"), COMMON.to_owned()),
        }
    })
}

/// One document's world.
struct Desk {
    shared: &'static Shared,
    main: Source,
    data: Bytes,
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.shared.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.shared.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.shared.common]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self::id("data.json") { Ok(self.data.clone()) } else { Err(missing(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.shared.fonts.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn id(name: &'static str) -> FileId {
    let path = VirtualPath::new(name).expect("the names above are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

fn tell(notes: &[SourceDiagnostic]) -> String {
    notes.iter().map(|note| note.message.as_str()).collect::<Vec<_>>().join("; ")
}

/// The texts of each page, in the order in which they are set, and the PDF.
#[cfg(test)]
pub(crate) fn proof(
    template: &'static str,
    data: &Value,
) -> Result<(Vec<String>, Vec<u8>), DocumentError> {
    use typst::layout::{Frame, FrameItem};
    fn read(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => read(&group.frame, text),
                FrameItem::Text(item) => text.push_str(&item.text),
                _ => {}
            }
        }
    }
    let _forget = Forget;
    let document = compose(template, data)?;
    let pages = document.pages().iter().map(|page| {
        let mut text = String::new();
        read(&page.frame, &mut text);
        text
    });
    Ok((pages.collect(), print(&document)?))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_missing_font_family_is_an_error_in_tests() {
        let error = render("#set text(font: \"No Such Sans\")\nA", &json!({})).unwrap_err();
        assert!(error.to_string().contains("unknown font family"), "{error}");
    }

    #[test]
    fn a_template_sees_no_file_no_package_and_no_clock() {
        for code in [
            "#read(\"/etc/hostname\")",
            "#import \"@preview/example:0.1.0\"",
            "#datetime.today().display()",
        ] {
            assert!(matches!(render(code, &json!({})), Err(DocumentError::Template(_))), "{code}");
        }
    }

    #[test]
    fn a_document_after_a_failed_one_is_whole() {
        assert!(render("#panic()", &json!({})).is_err());
        assert!(render("A", &json!({})).unwrap().starts_with(b"%PDF"));
    }
}

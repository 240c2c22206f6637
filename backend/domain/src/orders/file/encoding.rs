//! Which encoding a file is in.
//!
//! UTF-8 is sure of itself: bytes of another encoding almost never pass as it. `Shift_JIS` and
//! GB18030 mostly decode each other's bytes without an error, into nonsense; so among those that
//! decode, the one that finds more known headings wins, and then the one whose characters are more
//! often everyday ones. A file whose best reading is mostly rare characters is refused: a person
//! can save it as UTF-8, but nobody would notice product names that were read wrongly.
//!
//! The beginning of a file decides; every later byte must decode as well.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult};

/// The encoding of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8 without a byte order mark.
    Utf8,
    /// UTF-8 behind a byte order mark, as Excel writes it.
    Utf8Bom,
    /// `Shift_JIS` with Microsoft's extensions (code page 932).
    ShiftJis,
    /// GB18030, which contains GBK and GB2312.
    Gb18030,
    /// UTF-16, low byte first: what Excel calls Unicode text.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
}

/// Bytes that are read and decoded at a time.
const AT_ONCE: usize = 32 * 1_024;
const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";
const GB18030_MARK: &[u8] = b"\x84\x31\x95\x33";

impl Encoding {
    /// The name for logs and columns.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf8Bom => "utf-8-bom",
            Self::ShiftJis => "shift_jis",
            Self::Gb18030 => "gb18030",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
        }
    }

    /// The encoding of a name that [`Encoding::as_str`] gave.
    pub fn named(name: &str) -> Option<Self> {
        use Encoding::{Gb18030, ShiftJis, Utf8, Utf8Bom, Utf16Be, Utf16Le};
        [Utf8, Utf8Bom, ShiftJis, Gb18030, Utf16Le, Utf16Be]
            .into_iter()
            .find(|encoding| encoding.as_str() == name)
    }

    /// The text of the beginning of a file, as far as its characters are whole.
    pub(super) fn text(self, head: &[u8]) -> String {
        let mut decoder = self.table().new_decoder_with_bom_removal();
        let mut text = String::with_capacity(head.len() * 3 + 16);
        let _ = decoder.decode_to_string(head, &mut text, false);
        text
    }

    fn is_wide(self) -> bool {
        matches!(self, Self::Utf16Le | Self::Utf16Be)
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 | Self::Utf8Bom => encoding_rs::UTF_8,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
            Self::Gb18030 => encoding_rs::GB18030,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
        }
    }

    /// Whether all bytes decode, without keeping the text; `whole` when no more follow.
    fn decodes(self, bytes: &[u8], whole: bool) -> bool {
        let mut decoder = self.table().new_decoder_without_bom_handling();
        let mut scratch = [0; 8 * 1024];
        let mut rest = bytes;
        loop {
            let (result, read, _) =
                decoder.decode_to_utf8_without_replacement(rest, &mut scratch, whole);
            rest = &rest[read..];
            match result {
                DecoderResult::InputEmpty => return true,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => return false,
            }
        }
    }

    /// Everyday characters, and all that are judged: those that are not ASCII, nor kana in
    /// Chinese, which product names from Japan are full of.
    fn everyday(self, bytes: &[u8]) -> (usize, usize) {
        let mut counts = (0, 0);
        if self.is_wide() {
            return counts;
        }
        let mut place = 0;
        while let Some(lead) = bytes.get(place).copied() {
            let trail = bytes.get(place + 1).copied().unwrap_or(0);
            let (length, everyday) = match self {
                Self::ShiftJis => shift_jis_character(lead, trail),
                _ => gb18030_character(lead, trail),
            };
            counts.0 += usize::from(everyday == Some(true));
            counts.1 += usize::from(everyday.is_some());
            place += length;
        }
        counts
    }
}

/// Decides the encoding by the beginning of a file, which is all of it when `whole`. `hits` counts
/// the known headings that an encoding finds.
pub(super) fn decide(
    head: &[u8],
    whole: bool,
    hits: impl Fn(Encoding, &[u8]) -> usize,
) -> Option<Encoding> {
    if let Some(body) = head.strip_prefix(UTF8_MARK) {
        return Encoding::Utf8Bom.decodes(body, whole).then_some(Encoding::Utf8Bom);
    }
    let mut candidates = vec![Encoding::ShiftJis, Encoding::Gb18030];
    match head {
        [0xff, 0xfe, ..] => candidates = vec![Encoding::Utf16Le],
        [0xfe, 0xff, ..] => candidates = vec![Encoding::Utf16Be],
        // Texts have no NUL; headings in UTF-16 always have some.
        _ if head.contains(&0) => candidates = vec![Encoding::Utf16Le, Encoding::Utf16Be],
        _ => {}
    }
    if !head.contains(&0) && candidates.len() == 2 {
        match std::str::from_utf8(head) {
            Ok(_) => return Some(Encoding::Utf8),
            Err(error) if error.error_len().is_none() && !whole => return Some(Encoding::Utf8),
            Err(error) if is_damaged_utf8(head, error) => return None,
            Err(_) => {}
        }
    }
    candidates
        .into_iter()
        .filter_map(|encoding| {
            let body = head.strip_prefix(GB18030_MARK).unwrap_or(head);
            let (everyday, all) = encoding.everyday(body);
            let plausible = everyday * 5 >= all * 3 && encoding.decodes(body, whole);
            plausible.then(|| ((hits(encoding, body), everyday * 1_000 / all.max(1)), encoding))
        })
        .max_by_key(|(score, _)| *score)
        .filter(|((hits, _), encoding)| {
            *hits > 0
                || !encoding.is_wide()
                || head.starts_with(&[0xff])
                || head.starts_with(&[0xfe])
        })
        .map(|(_, encoding)| encoding)
}

/// A file as UTF-8 text, decoded as it is read. Bytes that do not decode are an error of the kind
/// `InvalidData`.
pub(super) struct Decoded<R> {
    source: R,
    decoder: Decoder,
    bytes: Vec<u8>,
    text: Vec<u8>,
    /// What of `bytes` is still to be decoded.
    rest: (usize, usize),
    /// What of `text` is still to be handed out.
    ready: (usize, usize),
    ended: bool,
    done: bool,
}

impl<R: Read> Decoded<R> {
    /// Reads a source in an encoding.
    pub(super) fn new(source: R, encoding: Encoding) -> Self {
        Self {
            source,
            decoder: encoding.table().new_decoder_with_bom_removal(),
            bytes: vec![0; AT_ONCE],
            text: vec![0; AT_ONCE * 3 + 16],
            rest: (0, 0),
            ready: (0, 0),
            ended: false,
            done: false,
        }
    }

    /// Decodes until there is text or the end.
    fn decode(&mut self) -> io::Result<()> {
        while self.ready.0 == self.ready.1 && !self.done {
            if self.rest.0 == self.rest.1 && !self.ended {
                let read = self.source.read(&mut self.bytes)?;
                self.rest = (0, read);
                self.ended = read == 0;
            }
            let bytes = &self.bytes[self.rest.0..self.rest.1];
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(bytes, &mut self.text, self.ended);
            self.rest.0 += read;
            self.ready = (0, written);
            match result {
                DecoderResult::Malformed(..) => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "encoding"));
                }
                DecoderResult::InputEmpty => self.done = self.ended,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.decode()?;
        let length = (self.ready.1 - self.ready.0).min(into.len());
        into[..length].copy_from_slice(&self.text[self.ready.0..self.ready.0 + length]);
        self.ready.0 += length;
        Ok(length)
    }
}

/// Whether the bytes were UTF-8 before something cut or spoiled them: several characters of three
/// bytes before the fault, or the fault is a character cut off by the end of the file.
fn is_damaged_utf8(bytes: &[u8], error: std::str::Utf8Error) -> bool {
    let sound = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
    let long = sound.chars().filter(|c| c.len_utf8() >= 3).take(2).count();
    long == 2 || (error.error_len().is_none() && !sound.is_ascii())
}

/// Length of the character, and whether it is kana, punctuation or a kanji of the first level.
/// Half-width katakana are not: that is what Chinese bytes look like.
fn shift_jis_character(lead: u8, trail: u8) -> (usize, Option<bool>) {
    match (lead, trail) {
        (0..0x80, _) => (1, None),
        (0x80 | 0xa0..=0xdf | 0xfd..=0xff, _) => (1, Some(false)),
        (0x81 | 0x88..=0x97, _) | (0x82, 0x4f..=0xf1) | (0x83, 0x40..=0x96) | (0x98, 0..=0x72) => {
            (2, Some(true))
        }
        _ => (2, Some(false)),
    }
}

/// Length of the character, and whether it is punctuation or of the first level of GB2312, which
/// holds nearly all of a Chinese text. With its second level, Big5 would often pass.
fn gb18030_character(lead: u8, trail: u8) -> (usize, Option<bool>) {
    match (lead, trail) {
        (0..0x80, _) => (1, None),
        (0x80 | 0xff, _) => (1, Some(false)),
        (0xa4 | 0xa5, 0xa1..=0xf6) => (2, None),
        (0xa1..=0xa3 | 0xb0..=0xd7, 0xa1..=0xfe) => (2, Some(true)),
        (_, 0x30..=0x39) => (4, Some(false)),
        _ => (2, Some(false)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(bytes: &[u8]) -> Option<Encoding> {
        decide(bytes, true, |_, _| 0)
    }

    #[test]
    fn the_rules_page_bytes_are_told_apart() {
        let (japanese, _, _) = encoding_rs::SHIFT_JIS.encode("注文番号,商品名,数量 ㈱髙島屋");
        let (chinese, _, _) = encoding_rs::GB18030.encode("订单号,商品名称,数量 𠮷 化妆水");
        assert_eq!(decided(&japanese), Some(Encoding::ShiftJis));
        assert_eq!(decided(&chinese), Some(Encoding::Gb18030));
        assert_eq!(decided("注文番号".as_bytes()), Some(Encoding::Utf8));
        assert_eq!(decided("\u{feff}注文番号".as_bytes()), Some(Encoding::Utf8Bom));
    }

    #[test]
    fn what_decodes_to_nonsense_is_refused() {
        let latin = b"Name,caf\xe9 cr\xe8me";
        let (big5, _, _) = encoding_rs::BIG5.encode("訂單編號,商品名稱,數量,化妝水,面膜");
        for bytes in [&latin[..], &big5] {
            assert_eq!(decided(bytes), None, "{bytes:x?}");
        }
    }

    #[test]
    fn utf8_that_was_cut_is_not_taken_for_another_encoding() {
        let text = "注文番号,商品名 あいうえお".as_bytes();
        assert_eq!(decided(&text[..text.len() - 1]), None);
        assert_eq!(decided(&"é è".as_bytes()[..4]), None);
        assert_eq!(decided(b"\xef\xbb\xbfa\xff"), None);
    }

    #[test]
    fn utf16_is_told_by_its_mark_or_by_its_headings() {
        let little = b"\xff\xfeN\0a\0m\0e\0";
        assert_eq!(decided(little), Some(Encoding::Utf16Le));
        assert_eq!(Encoding::Utf16Le.text(little), "Name");
        assert_eq!(decided(b"\0N\0a\0m\0e"), None, "nothing says that it is text");
        let hits = |encoding: Encoding, _: &[u8]| usize::from(encoding == Encoding::Utf16Be);
        assert_eq!(decide(b"\0N\0a\0m\0e", true, hits), Some(Encoding::Utf16Be));
    }

    #[test]
    fn text_is_decoded_as_it_is_read_and_damage_is_an_error() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("注文番号,抹凛\n");
        let many = bytes.repeat(20_000);
        let mut text = String::new();
        Decoded::new(&many[..], Encoding::ShiftJis).read_to_string(&mut text).expect("text");
        assert_eq!(text, "注文番号,抹凛\n".repeat(20_000));
        let cut = &many[..many.len() - 2];
        let error = Decoded::new(cut, Encoding::ShiftJis).read_to_string(&mut text);
        assert_eq!(error.expect_err("cut").kind(), io::ErrorKind::InvalidData);
    }

    #[test]
    fn known_headings_outweigh_everyday_characters() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("商品名 ああ");
        let hits = |encoding: Encoding, _: &[u8]| usize::from(encoding == Encoding::Gb18030);
        // The other reading is implausible, however many headings it claims.
        assert_eq!(decide(&bytes, true, hits), Some(Encoding::ShiftJis));
    }
}

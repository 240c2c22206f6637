//! Which encoding a file is in.
//!
//! UTF-8 is sure of itself: bytes of another encoding almost never pass as it. `Shift_JIS` and
//! GB18030 mostly decode each other's bytes without an error, into nonsense; so among those that
//! decode, the one that finds more known headings wins, and then the one whose characters are more
//! often everyday ones. A file whose best reading is mostly rare characters is refused: a person
//! can save it as UTF-8, but nobody would notice product names that were read wrongly.

use std::borrow::Cow;

use encoding_rs::DecoderResult;

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
}

/// Bytes whose characters are judged; all bytes must decode.
const JUDGED: usize = 1 << 20;
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
        }
    }

    /// The text of one cell. In all these encodings the bytes of delimiters, quotes and line ends
    /// never occur inside a character, so that cells may be cut out before they are decoded.
    pub(super) fn text(self, cell: &[u8]) -> Cow<'_, str> {
        let (text, _) = self.table().decode_without_bom_handling(cell);
        text
    }

    fn table(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 | Self::Utf8Bom => encoding_rs::UTF_8,
            Self::ShiftJis => encoding_rs::SHIFT_JIS,
            Self::Gb18030 => encoding_rs::GB18030,
        }
    }

    /// Whether all bytes decode, without keeping the text.
    fn decodes(self, bytes: &[u8]) -> bool {
        let mut decoder = self.table().new_decoder_without_bom_handling();
        let mut scratch = [0; 8 * 1024];
        let mut rest = bytes;
        loop {
            let (result, read, _) =
                decoder.decode_to_utf8_without_replacement(rest, &mut scratch, true);
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

/// Decides the encoding and gives the bytes behind a byte order mark. `hits` counts the known
/// headings that an encoding finds.
pub(super) fn decide(
    bytes: &[u8],
    hits: impl Fn(Encoding, &[u8]) -> usize,
) -> Option<(Encoding, &[u8])> {
    if let Some(body) = bytes.strip_prefix(UTF8_MARK) {
        return std::str::from_utf8(body).is_ok().then_some((Encoding::Utf8Bom, body));
    }
    match std::str::from_utf8(bytes) {
        Ok(_) => return Some((Encoding::Utf8, bytes)),
        Err(error) if is_damaged_utf8(bytes, error) => return None,
        Err(_) => {}
    }
    [Encoding::ShiftJis, Encoding::Gb18030]
        .into_iter()
        .filter_map(|encoding| {
            let body = bytes.strip_prefix(GB18030_MARK).unwrap_or(bytes);
            let (everyday, all) = encoding.everyday(&body[..body.len().min(JUDGED)]);
            let plausible = everyday * 5 >= all * 3 && encoding.decodes(body);
            plausible
                .then(|| ((hits(encoding, body), everyday * 1_000 / all.max(1)), encoding, body))
        })
        .max_by_key(|(score, _, _)| *score)
        .map(|(_, encoding, body)| (encoding, body))
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
        decide(bytes, |_, _| 0).map(|(encoding, _)| encoding)
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
        let utf16 = b"\xff\xfeN\0a\0m\0e\0";
        let (big5, _, _) = encoding_rs::BIG5.encode("訂單編號,商品名稱,數量,化妝水,面膜");
        for bytes in [&latin[..], &utf16[..], &big5] {
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
    fn known_headings_outweigh_everyday_characters() {
        let (bytes, _, _) = encoding_rs::SHIFT_JIS.encode("商品名 ああ");
        let hits = |encoding: Encoding, _: &[u8]| usize::from(encoding == Encoding::Gb18030);
        // The other reading is implausible, however many headings it claims.
        assert_eq!(decide(&bytes, hits).map(|(e, _)| e), Some(Encoding::ShiftJis));
    }
}

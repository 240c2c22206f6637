//! What an uploaded picture may be.

use crate::choices;
use crate::error::{Error, FieldError, Result};

/// Bytes of an uploaded file: 5 MB.
pub const MAXIMUM_BYTES: usize = 5 * 1024 * 1024;
/// Pixels of a picture (width × height): 24 million. Decoding takes four bytes for each, so this
/// bounds the memory that one upload can ask for.
pub const MAXIMUM_PIXELS: u64 = 24_000_000;
/// Pixels of the shorter side: below this a picture is no use on a phone.
pub const MINIMUM_SIDE: u32 = 200;

choices! {
    /// The formats that are taken and kept.
    pub enum PictureType {
        Jpeg = "image/jpeg",
        Png = "image/png",
        WebP = "image/webp",
    }
}

/// Checks the size of a file before it is decoded.
///
/// # Errors
/// `picture-too-large` on the field `picture`.
pub fn check_bytes(count: usize) -> Result<()> {
    if count > MAXIMUM_BYTES { Err(Error::field("picture", "picture-too-large")) } else { Ok(()) }
}

/// Checks what a picture's header says of its size, in pixels, before it is decoded.
///
/// # Errors
/// `picture-too-large`, `picture-too-small` (argument `limit`) on the field `picture`.
pub fn check_pixels(width: u32, height: u32) -> Result<()> {
    if u64::from(width) * u64::from(height) > MAXIMUM_PIXELS {
        return Err(Error::field("picture", "picture-too-large"));
    }
    if width.min(height) < MINIMUM_SIDE {
        let error = FieldError::new("picture", "picture-too-small").with("limit", MINIMUM_SIDE);
        return Err(Error::Invalid(vec![error]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_themselves_are_allowed() {
        assert!(check_bytes(MAXIMUM_BYTES).is_ok());
        assert!(check_bytes(MAXIMUM_BYTES + 1).is_err());
        assert!(check_pixels(6_000, 4_000).is_ok());
        assert!(check_pixels(6_000, 4_001).is_err());
        assert!(check_pixels(200, 200).is_ok());
        assert!(check_pixels(4_000, 199).is_err());
        assert!(check_pixels(u32::MAX, u32::MAX).is_err());
    }
}

//! A QR code as one path of an inline drawing. Knows no page.

use std::fmt::Write;

use qrcodegen::{QrCode, QrCodeEcc};

/// What the code needs round it to be found.
const QUIET: i32 = 4;

/// A square with so many units to a side, and the path that fills its dark ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) size: i32,
    pub(super) path: String,
}

/// The code of `text`; `None` where it is too long for one.
pub(super) fn draw(text: &str) -> Option<Drawing> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|&x| code.get_module(x, y)) {
            // Writing to a text cannot fail.
            let _ = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    Some(Drawing { size: code.size() + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_a_square_with_three_corners() {
        let Drawing { size, path } = draw("otpauth://totp/a:b?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ").unwrap();
        assert!((29..=65).contains(&size), "{size}");
        for (x, y) in [(4, 4), (size - 5, 4), (4, size - 5)] {
            assert!(path.contains(&format!("M{x} {y}h1v1h-1z")), "a dark corner at {x} {y}");
        }
        assert!(!path.contains(&format!("M{} {}h", size - 4, 4)), "light round it");
        assert_eq!(draw(&"x".repeat(5000)), None);
    }
}

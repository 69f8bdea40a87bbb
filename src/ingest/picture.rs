//! What a picture is, by its first bytes: PNG, JPEG, WebP, GIF or AVIF, and how large it is. What a server or a name says
//! of it counts for nothing, and everything else is no picture, SVG among it: that is a program. Imports nothing of ours.

/// A picture has no longer side.
const LONGEST: u32 = 12_000;
/// Nor more dots in all.
const MOST: u64 = 50_000_000;
/// With less it shows nothing: dots and lines that count visitors.
const LEAST: u32 = 32;

/// The kind of a picture and its size in dots.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub kind: PictureKind,
    pub width: u32,
    pub height: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureKind {
    Png,
    Jpeg,
    Webp,
    Gif,
    Avif,
}

impl PictureKind {
    pub const ALL: [Self; 5] = [Self::Png, Self::Jpeg, Self::Webp, Self::Gif, Self::Avif];

    /// How names of its files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Avif => "avif",
        }
    }

    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Avif => "image/avif",
        }
    }
}

/// The picture in `bytes`, if it is one that can be shown.
#[must_use]
pub fn see(bytes: &[u8]) -> Option<Seen> {
    let (kind, (width, height)) = match bytes {
        [0x89, b'P', b'N', b'G', 13, 10, 26, 10, ..] => (PictureKind::Png, png(bytes)?),
        [0xff, 0xd8, 0xff, ..] => (PictureKind::Jpeg, jpeg(bytes)?),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => (PictureKind::Gif, gif(bytes)?),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => (PictureKind::Webp, webp(bytes)?),
        [_, _, _, _, b'f', b't', b'y', b'p', b'a', b'v', b'i', b'f' | b's', ..] => (PictureKind::Avif, avif(bytes)?),
        _ => return None,
    };
    let fits =
        width.min(height) >= LEAST && width.max(height) <= LONGEST && u64::from(width) * u64::from(height) <= MOST;
    fits.then_some(Seen { kind, width, height })
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn le16(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?).into())
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let three = bytes.get(at..at + 3)?;
    Some(u32::from(three[0]) | u32::from(three[1]) << 8 | u32::from(three[2]) << 16)
}

fn png(bytes: &[u8]) -> Option<(u32, u32)> {
    (bytes.get(12..16)? == b"IHDR").then_some((be32(bytes, 16)?, be32(bytes, 20)?))
}

fn gif(bytes: &[u8]) -> Option<(u32, u32)> {
    Some((le16(bytes, 6)?, le16(bytes, 8)?))
}

/// The frame's head tells; what stands before it is passed over by its length.
fn jpeg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        match *bytes.get(at + 1)? {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((be16(bytes, at + 7)?, be16(bytes, at + 5)?));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + usize::try_from(be16(bytes, at + 2)?.max(2)).ok()?,
        }
    }
}

fn webp(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((le24(bytes, 24)? + 1, le24(bytes, 27)? + 1)),
        b"VP8L" => {
            let packed = u32::from_le_bytes(bytes.get(21..25)?.try_into().ok()?);
            (*bytes.get(20)? == 0x2f).then_some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        b"VP8 " => {
            (bytes.get(23..26)? == [0x9d, 0x01, 0x2a]).then_some((le16(bytes, 26)? & 0x3fff, le16(bytes, 28)? & 0x3fff))
        }
        _ => None,
    }
}

/// The first box that tells a size, near the start.
fn avif(bytes: &[u8]) -> Option<(u32, u32)> {
    let head = bytes.get(..bytes.len().min(4_096))?;
    let at = head.windows(4).position(|four| four == b"ispe")?;
    Some((be32(bytes, at + 8)?, be32(bytes, at + 12)?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn seen(kind: PictureKind) -> Seen {
        Seen { kind, width: 300, height: 200 }
    }

    #[test]
    fn case_14_pictures_are_known_by_their_bytes() {
        let png =
            [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &300_u32.to_be_bytes(), &200_u32.to_be_bytes()].concat();
        assert_eq!(see(&png), Some(seen(PictureKind::Png)));
        let gif = [b"GIF89a".as_slice(), &300_u16.to_le_bytes(), &200_u16.to_le_bytes()].concat();
        assert_eq!(see(&gif), Some(seen(PictureKind::Gif)));
        let jpeg =
            [b"\xff\xd8\xff\xe0\0\x04ab\xff\xc2\0\x0b\x08".as_slice(), &200_u16.to_be_bytes(), &300_u16.to_be_bytes()]
                .concat();
        assert_eq!(see(&jpeg), Some(seen(PictureKind::Jpeg)));
        let webp = [b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0".as_slice(), &[43, 1, 0, 199, 0, 0]].concat();
        assert_eq!(see(&webp), Some(seen(PictureKind::Webp)));
        let avif =
            [b"\0\0\0\x1cftypavif\0\0\0\0....ispe\0\0\0\0".as_slice(), &300_u32.to_be_bytes(), &200_u32.to_be_bytes()]
                .concat();
        assert_eq!(see(&avif), Some(seen(PictureKind::Avif)));
    }

    #[test]
    fn case_14_everything_else_is_none() {
        for bytes in [
            b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>".as_slice(),
            b"<html>",
            b"%PDF-1.7",
            b"BM",
            b"\x89PNG\r\n\x1a\n",
            b"GIF89a",
            b"\xff\xd8\xff\xda",
            b"",
        ] {
            assert_eq!(see(bytes), None, "{bytes:?}");
        }
        let sized = |width: u32, height: u32| {
            see(&[b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".as_slice(), &width.to_be_bytes(), &height.to_be_bytes()].concat())
        };
        assert!(sized(1, 1).is_none() && sized(60_000, 60).is_none() && sized(11_000, 11_000).is_none());
        assert!(sized(4_000, 3_000).is_some());
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_picture_or_not(start in prop::sample::select(vec![
            &b"\x89PNG\r\n\x1a\n"[..], b"\xff\xd8\xff", b"GIF87a", b"RIFF\0\0\0\0WEBPVP8X", b"RIFF\0\0\0\0WEBPVP8L", b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\0ftypavif",
        ]), rest in prop::collection::vec(any::<u8>(), 0..64)) {
            let _ = see(&[start, &rest].concat());
        }
    }
}

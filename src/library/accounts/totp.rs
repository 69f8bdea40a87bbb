//! Codes that a phone makes from a shared secret and the time (RFC 6238, with its usual values: SHA-1, six digits, thirty
//! seconds), and the codes for when the phone is lost. Pure.

use data_encoding::BASE32_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha1::Sha1;

use super::AccountError;

const STEP: i64 = 30;
const SECRET: usize = 20;
/// Clocks may differ by one step either way.
const SLACK: i64 = 1;

/// A secret that was just made up.
pub fn new_secret() -> Result<Vec<u8>, AccountError> {
    let mut secret = vec![0; SECRET];
    getrandom::fill(&mut secret)?;
    Ok(secret)
}

/// The secret as it is typed into a phone.
#[must_use]
pub fn spelled(secret: &[u8]) -> String {
    BASE32_NOPAD.encode(secret)
}

/// A secret that was spelled out, blanks or not.
#[must_use]
pub fn read_secret(text: &str) -> Option<Vec<u8>> {
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let secret = BASE32_NOPAD.decode(letters.to_ascii_uppercase().as_bytes()).ok()?;
    (secret.len() == SECRET).then_some(secret)
}

/// The time step whose code was typed, if it is one of about now.
#[must_use]
pub fn step_of(secret: &[u8], typed: &str, now: Timestamp) -> Option<i64> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let current = now.as_second().div_euclid(STEP);
    let mut steps = (current - SLACK..=current + SLACK).rev();
    steps.find(|&step| code(secret, step).is_some_and(|code| code == digits))
}

fn code(secret: &[u8], step: i64) -> Option<String> {
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest.last()? & 0xf);
    let bytes: [u8; 4] = digest.get(offset..offset + 4)?.try_into().ok()?;
    Some(format!("{:06}", (u32::from_be_bytes(bytes) & 0x7fff_ffff) % 1_000_000))
}

/// Ten recovery codes: eighty random bits each; a digit that looks like a letter is taken for it.
pub fn new_recovery_codes() -> Result<Vec<String>, AccountError> {
    (0..10).map(|_| new_recovery_code()).collect()
}

fn new_recovery_code() -> Result<String, AccountError> {
    let mut bytes = [0; 10];
    getrandom::fill(&mut bytes)?;
    let letters = BASE32_NOPAD.encode(&bytes);
    let groups: Vec<&str> = [0..4, 4..8, 8..12, 12..16].into_iter().filter_map(|part| letters.get(part)).collect();
    Ok(groups.join("-"))
}

/// What two spellings of a recovery code have in common.
#[must_use]
pub fn recovery_key(typed: &str) -> String {
    let letters = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase());
    letters
        .map(|c| match c {
            '0' => 'O',
            '1' => 'I',
            '8' => 'B',
            c => c,
        })
        .collect()
}

/// The address that a phone takes the secret from.
#[must_use]
pub fn address(secret: &[u8], house: &str, name: &str) -> String {
    let encoded =
        |text: &str| url::form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20");
    format!(
        "otpauth://totp/{house}:{name}?secret={}&issuer={house}&algorithm=SHA1&digits=6&period=30",
        spelled(secret),
        house = encoded(house),
        name = encoded(name)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    /// The examples of RFC 6238, appendix B, by their last six digits.
    #[test]
    fn codes_are_those_of_the_standard() {
        let secret = b"12345678901234567890";
        for (seconds, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(secret, seconds / 30).as_deref(), Some(digits));
            for (off, fits) in [(0, true), (-30, true), (30, true), (-61, false), (61, false)] {
                assert_eq!(step_of(secret, digits, at(seconds + off)).is_some(), fits, "{seconds} {off}");
            }
        }
        assert_eq!(step_of(secret, "287 082", at(59)), Some(1), "with a blank, as phones show it");
        for wrong in ["", "287083", "87082", "2870820", "２８７０８２"] {
            assert_eq!(step_of(secret, wrong, at(59)), None, "{wrong}");
        }
    }

    #[test]
    fn a_secret_survives_being_spelled() {
        let secret = new_secret().unwrap();
        let spelled = spelled(&secret);
        assert_eq!(spelled.len(), 32);
        assert_eq!(read_secret(&format!(" {} {}", spelled[..16].to_lowercase(), &spelled[16..])), Some(secret));
        for wrong in ["", "AAAA", "not base 32!", &"A".repeat(33)] {
            assert_eq!(read_secret(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn recovery_codes_are_ten_different_ones_however_they_are_typed() {
        let mut codes = new_recovery_codes().unwrap();
        let code = codes[0].clone();
        assert_eq!(code.len(), 19, "{code}");
        assert_eq!(recovery_key(&code), recovery_key(&code.to_lowercase().replace('-', " ")));
        assert_eq!(recovery_key(&code.replace('O', "0").replace('I', "1")), recovery_key(&code));
        codes.sort();
        codes.dedup();
        assert_eq!(codes.len(), 10);
    }

    #[test]
    fn the_address_names_house_and_account() {
        let address = address(b"12345678901234567890", "reading.example.org", "anna+b@example.org");
        assert_eq!(
            address,
            "otpauth://totp/reading.example.org:anna%2Bb%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=reading.example.org&algorithm=SHA1&digits=6&period=30"
        );
    }
}

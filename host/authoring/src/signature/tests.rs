use proptest::prelude::*;
use secrecy::SecretString;
use wasm_encoder::{Component, ComponentSection as _, CustomSection, Module, ModuleSection};

use super::*;

/// A component with a module inside that itself has a section of the signature's name.
fn component() -> Vec<u8> {
    let mut module = Module::new();
    module.section(&CustomSection { name: SIGNATURE_SECTION.into(), data: b"inside"[..].into() });
    let mut component = Component::new();
    component.section(&ModuleSection(&module));
    component.section(&CustomSection { name: "elenco:manifest".into(), data: b"{}"[..].into() });
    component.finish()
}

fn pair() -> (SecretKey, PublicKey) {
    let (secret, public) = generate(None).unwrap();
    (SecretKey::open(&secret, None).unwrap(), public)
}

fn trust(key: &PublicKey) -> Vec<TrustedPublisher> {
    vec![TrustedPublisher { name: "Example Ltd".into(), key: key.clone() }]
}

#[test]
fn a_signature_tells_its_publisher() {
    let (secret, public) = pair();
    let signed = sign(&component(), &secret, "badge 1.0.0").unwrap();
    let key_id = public.id().to_owned();
    assert_eq!(verify(&component(), &trust(&public)), Signature::None);
    let trusted = Signature::Trusted { publisher: "Example Ltd".into(), key_id: key_id.clone() };
    assert_eq!(verify(&signed, &trust(&public)), trusted);
    assert_eq!(verify(&signed, &[]), Signature::Unknown { key_id: key_id.clone() });
    assert_eq!(verify(&signed, &trust(&pair().1)), Signature::Unknown { key_id });
    assert_eq!(unsigned_bytes(&signed), component());
    assert_eq!(secret.public().unwrap(), public);
}

#[test]
fn signing_again_replaces_the_signature() {
    let (first, second) = (pair(), pair());
    let signed = sign(&sign(&component(), &first.0, "a").unwrap(), &second.0, "a").unwrap();
    assert_eq!(unsigned_bytes(&signed), component());
    assert!(matches!(verify(&signed, &trust(&second.1)), Signature::Trusted { .. }));
}

#[test]
fn what_follows_a_signature_breaks_it() {
    let (secret, public) = pair();
    let mut signed = sign(&component(), &secret, "a").unwrap();
    let text = SIGNATURE_SECTION;
    CustomSection { name: "elenco:manifest".into(), data: b"{\"name\":\"evil\"}"[..].into() }
        .append_to_component(&mut signed);
    assert_eq!(verify(&signed, &trust(&public)), Signature::Broken);
    assert!(matches!(sign(&signed, &secret, "a"), Err(SignError::NotAComponent { .. })));
    let mut nonsense = component();
    CustomSection { name: text.into(), data: b"nonsense"[..].into() }.append_to_component(&mut nonsense);
    assert_eq!(verify(&nonsense, &trust(&public)), Signature::Broken);
}

#[test]
fn a_key_with_a_known_identifier_is_not_the_known_key() {
    let (secret, public) = pair();
    let (_, other) = pair();
    // The identifier of one key before the bytes of another.
    let mut forged = STANDARD.decode(other.to_string()).unwrap();
    forged[2..10].copy_from_slice(&STANDARD.decode(public.to_string()).unwrap()[2..10]);
    let forged: PublicKey = STANDARD.encode(forged).parse().unwrap();
    let signed = sign(&component(), &secret, "a").unwrap();
    assert_eq!(verify(&signed, &trust(&forged)), Signature::Broken);
    let both = [trust(&forged), trust(&public)].concat();
    assert!(matches!(verify(&signed, &both), Signature::Trusted { .. }));
}

#[test]
fn a_password_protects_the_secret_key() {
    let password = SecretString::from("correct horse");
    let (secret, public) = generate(Some(&password)).unwrap();
    assert!(matches!(SecretKey::open(&secret, None), Err(KeyError::PasswordMissing)));
    let wrong = SecretString::from("wrong");
    assert!(matches!(SecretKey::open(&secret, Some(&wrong)), Err(KeyError::WrongPassword)));
    assert_eq!(SecretKey::open(&secret, Some(&password)).unwrap().public().unwrap(), public);
    let nonsense = SecretString::from("no key\nat all");
    assert!(matches!(SecretKey::open(&nonsense, Some(&password)), Err(KeyError::Secret)));
}

#[test]
fn public_keys_are_read_from_files_and_lines() {
    let (_, public) = pair();
    let file = format!("untrusted comment: minisign public key {}\n{public}\n", public.id());
    assert_eq!(file.parse::<PublicKey>().unwrap(), public);
    assert_eq!(format!(" {public} ").parse::<PublicKey>().unwrap(), public);
    for text in ["", "untrusted comment: a", "no key", &format!("{public}\n{public}")] {
        assert_eq!(text.parse::<PublicKey>(), Err(KeyError::Public), "{text}");
    }
}

proptest! {
    #[test]
    fn no_changed_bit_is_trusted(position: prop::sample::Index, bit in 0u8..8) {
        let (secret, public) = pair();
        let mut signed = sign(&component(), &secret, "badge 1.0.0").unwrap();
        let before = signed.clone();
        let position = position.index(signed.len());
        signed[position] ^= 1 << bit;
        // The first line of the signature is a comment that nobody trusts; the code of the plugin is all that counts.
        if unsigned_bytes(&signed) != unsigned_bytes(&before) {
            let found = verify(&signed, &trust(&public));
            prop_assert!(!matches!(found, Signature::Trusted { .. }), "{:?}", found);
        }
    }

    #[test]
    fn any_bytes_may_be_asked_about(bytes: Vec<u8>, at: prop::sample::Index) {
        let (secret, public) = pair();
        let mut signed = sign(&component(), &secret, "a").unwrap();
        signed.truncate(at.index(signed.len()));
        signed.extend(&bytes);
        let found = verify(&signed, &trust(&public));
        prop_assert!(!matches!(found, Signature::Trusted { .. }), "{:?}", found);
        let _ = unsigned_bytes(&signed);
    }
}

use super::*;
use proptest::prelude::*;

#[test]
fn examples_are_valid_and_shown_as_they_are_written() {
    for document in Document::ALL {
        let stored = document.read(document.example()).unwrap();
        assert_eq!(document.write(&stored), document.example(), "{document:?}");
    }
}

#[test]
fn documents_that_are_known_to_be_valid_are_accepted() {
    for (document, text, stored) in [
        (Document::Cpf, " 111.444.777-35", "11144477735"),
        (Document::Cnpj, "00.000.000/0001-91", "00000000000191"),
        // The example of the instruction that introduced letters.
        (Document::Cnpj, "12.abc.345/01de-35", "12ABC34501DE35"),
        (Document::Nit, "899999068 - 1", "899999068-1"),
        (Document::Nit, "8600345941", "860034594-1"),
        (Document::Rut, "76086428-5", "76086428-5"),
        (Document::Rut, "10.000.013-k", "10000013-K"),
        (Document::Rut, "010000013K", "10000013-K"),
        (Document::Nit, "213.123.432-1", "213123432-1"),
        (Document::Curp, "boxw310820hnerxn09", "BOXW310820HNERXN09"),
        (Document::Rfc, "MAB-930714 8T4", "MAB9307148T4"),
        (Document::Rfc, "XAXX010101000", "XAXX010101000"),
        (Document::Rfc, "SAT970701NN3", "SAT970701NN3"),
    ] {
        assert_eq!(document.read(text).as_deref(), Ok(stored), "{document:?} {text}");
    }
}

#[test]
fn each_flaw_is_told_apart() {
    for (document, text, flaw) in [
        (Document::Cpf, "529.982.247-26", Flaw::CheckDigits),
        (Document::Cpf, "111.111.111-11", Flaw::AllEqual),
        (Document::Cpf, "529.982.247-2", Flaw::Length),
        (Document::Cpf, "529.982.247-2x", Flaw::Characters),
        (Document::Cpf, "529,982,247-25", Flaw::Characters),
        (Document::Cnpj, "11.222.333/0001-82", Flaw::CheckDigits),
        (Document::Cnpj, "00000000000000", Flaw::AllEqual),
        (Document::Cnpj, "11.222.333/0001-8A", Flaw::Form),
        (Document::Cnpj, "ÑÑ.222.333/0001-81", Flaw::Characters),
        (Document::Cep, "00000-000", Flaw::AllEqual),
        (Document::Cep, "1310-100", Flaw::Length),
        (Document::Nit, "890.903.938-7", Flaw::CheckDigits),
        (Document::Nit, "12345", Flaw::Length),
        (Document::Rut, "12.345.678-6", Flaw::CheckDigits),
        (Document::Rut, "11.111.111-1", Flaw::AllEqual),
        (Document::Rut, "12.345.678-X", Flaw::Form),
        (Document::Rut, "", Flaw::Length),
        (Document::Rut, "Ñ", Flaw::Length),
        (Document::Curp, "HEGG560427MVZRRL05", Flaw::CheckDigits),
        (Document::Curp, "HEGG561327MVZRRL04", Flaw::Date),
        (Document::Curp, "HEGG560427MXXRRL04", Flaw::Form),
        (Document::Curp, "HEGG560427MVZRRL0", Flaw::Length),
        (Document::Rfc, "GODE561231GR9", Flaw::CheckDigits),
        (Document::Rfc, "GODE560230GR8", Flaw::Date),
        (Document::Rfc, "1ODE561231GR8", Flaw::Form),
    ] {
        assert_eq!(document.read(text), Err(flaw), "{document:?} {text}");
    }
}

/// The valid documents that begin with `body`, by trying all check digits.
fn complete(document: Document, body: &str, checks: usize) -> Vec<String> {
    let candidates = (0..10usize.pow(checks as u32)).map(|check| format!("{body}{check:0checks$}"));
    candidates.filter(|candidate| document.read(candidate).is_ok()).collect()
}

proptest! {
    /// To each body belongs exactly one pair of check digits, and changing one digit of it is noticed.
    #[test]
    fn a_changed_digit_of_a_cpf_is_noticed(body in "[0-9]{8}[1-9]", place in 0usize..11, step in 1u32..10) {
        prop_assume!(body.bytes().any(|byte| byte != body.as_bytes()[0]));
        let valid = complete(Document::Cpf, &body, 2);
        prop_assert_eq!(valid.len(), 1);
        let digits = digits(&valid[0]).unwrap();
        let changed: String = digits.iter().enumerate().map(|(at, digit)| {
            let digit = if at == place { (digit + step) % 10 } else { *digit };
            char::from_digit(digit, 10).unwrap()
        }).collect();
        // The remainders 0 and 1 share the check digit 0: where that is the first one, a change may slip through.
        prop_assert!(Document::Cpf.read(&changed).is_err() || changed.as_bytes()[9] == b'0');
    }

    #[test]
    fn each_body_has_one_completion(body in "[1-9][0-9]{5,7}") {
        prop_assume!(body.bytes().any(|byte| byte != body.as_bytes()[0]));
        prop_assert_eq!(complete(Document::Nit, &body, 1).len(), 1);
        let with_k = usize::from(Document::Rut.read(&format!("{body}K")).is_ok());
        prop_assert_eq!(complete(Document::Rut, &body, 1).len() + with_k, 1);
        let company = format!("{body:0>8}0001");
        prop_assert_eq!(complete(Document::Cnpj, &company, 2).len(), 1);
    }

    /// Whatever is accepted is accepted again as it is stored and as it is shown.
    #[test]
    fn accepted_documents_read_back(text in "[0-9]{6,14}[0-9Kk]|[A-Z0-9.&/-]{0,20}|\\PC{0,20}") {
        for document in Document::ALL {
            if let Ok(stored) = document.read(&text) {
                prop_assert_eq!(document.read(&stored), Ok(stored.clone()));
                prop_assert_eq!(document.read(&document.write(&stored)), Ok(stored));
            }
        }
    }
}

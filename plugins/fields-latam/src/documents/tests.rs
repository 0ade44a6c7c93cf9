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
        // 1900 was no leap year, 2000 was one.
        (Document::Curp, "HEGG000229MVZRRL08", Flaw::Date),
        (Document::Curp, "HEGG000229MVZRRLA0", Flaw::CheckDigits),
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

/// The rules once more, as other sources write them, so that a slip in one of the two shows.
mod rules {
    fn values(body: &str) -> Vec<u32> {
        body.bytes().map(|byte| u32::from(byte) - 48).collect()
    }

    fn scalar(values: &[u32], weights: &[u32]) -> u32 {
        assert_eq!(values.len(), weights.len());
        values.iter().zip(weights).map(|(value, weight)| value * weight).sum()
    }

    /// Weights that grow from the left, and the remainder itself: 10 counts as 0.
    pub fn cpf(body: &str) -> String {
        let mut all = values(body);
        let first = scalar(&all, &[1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 % 10;
        all.push(first);
        let second = scalar(&all, &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 % 10;
        format!("{body}{first}{second}")
    }

    pub fn cnpj(body: &str) -> String {
        let mut all = values(body);
        let first = scalar(&all, &[6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 % 10;
        all.push(first);
        let second = scalar(&all, &[5, 6, 7, 8, 9, 2, 3, 4, 5, 6, 7, 8, 9]) % 11 % 10;
        format!("{body}{first}{second}")
    }

    pub fn nit(body: &str) -> String {
        let all = values(&format!("{body:0>15}"));
        let rest = scalar(&all, &[71, 67, 59, 53, 47, 43, 41, 37, 29, 23, 19, 17, 13, 7, 3]) % 11;
        format!("{body}{}", if rest > 1 { 11 - rest } else { rest })
    }

    /// The short form that Chilean programmers pass on: one more than the check digit, and `k` for nothing.
    pub fn rut(body: &str) -> String {
        let (mut rest, mut place, mut sum) = (body.parse::<u32>().unwrap(), 0, 1);
        while rest > 0 {
            sum = (sum + rest % 10 * (9 - place % 6)) % 11;
            place += 1;
            rest /= 10;
        }
        if sum == 0 { format!("{body}K") } else { format!("{body}{}", sum - 1) }
    }

    /// Digits count themselves, letters 10 to 36, with one place between N and O.
    pub fn curp(body: &str) -> String {
        let value = |byte: u8| match byte {
            b'0'..=b'9' => u32::from(byte - b'0'),
            b'A'..=b'N' => u32::from(byte - b'A') + 10,
            _ => u32::from(byte - b'O') + 25,
        };
        let sum: u32 = body.bytes().enumerate().map(|(at, byte)| value(byte) * (18 - at as u32)).sum();
        format!("{body}{}", (1000 - sum % 10) % 10)
    }

    /// The same places with `&` between N and O; a company's key is preceded by a blank, which counts 37.
    pub fn rfc(body: &str) -> String {
        let value = |character: char| match character {
            '0'..='9' => character as u32 - '0' as u32,
            'A'..='N' => character as u32 - 'A' as u32 + 10,
            '&' => 24,
            'O'..='Z' => character as u32 - 'O' as u32 + 25,
            'Ñ' => 38,
            _ => panic!("{character}"),
        };
        let length = body.chars().count();
        let start = if length == 11 { 37 * 13 } else { 0 };
        let sum: u32 = body.chars().rev().zip(2..).map(|(character, weight)| value(character) * weight).sum();
        let check = 11 - (sum + start) % 11;
        match check {
            11 => format!("{body}0"),
            10 => format!("{body}A"),
            digit => format!("{body}{digit}"),
        }
    }
}

fn not_all_equal(body: &str) -> bool {
    body.bytes().any(|byte| byte != body.as_bytes()[0])
}

proptest! {
    /// What the other form of the rule completes is accepted, and no other completion is.
    #[test]
    fn both_forms_of_a_rule_agree(
        cpf in "[0-9]{9}",
        cnpj in "[0-9]{12}|[0-9A-Z]{12}",
        nit in "[1-9][0-9]{5,9}",
        rut in "[1-9][0-9]{5,7}",
        curp in "[A-Z]{4}[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[HMX](AS|DF|ZS|NE)[B-DF-HJ-NP-TV-Z]{3}[0-9A-Z]",
        rfc in "[A-Z&Ñ]{3,4}[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|1[0-9]|2[0-8])[0-9A-Z]{2}",
    ) {
        prop_assume!([&cpf, &cnpj, &nit, &rut].into_iter().all(|body| not_all_equal(body)));
        for (document, valid, checks) in [
            (Document::Cpf, rules::cpf(&cpf), "00 01 10 99 "),
            (Document::Cnpj, rules::cnpj(&cnpj), "00 01 10 99 "),
            (Document::Nit, rules::nit(&nit), "0 1 2 3 4 5 6 7 8 9 "),
            (Document::Rut, rules::rut(&rut), "0 1 2 3 4 5 6 7 8 9 K "),
            (Document::Curp, rules::curp(&curp), "0 1 2 3 4 5 6 7 8 9 "),
            (Document::Rfc, rules::rfc(&rfc), "0 1 2 3 4 5 6 7 8 9 A "),
        ] {
            prop_assert!(document.read(&valid).is_ok(), "{document:?} {valid}");
            let digits = if matches!(document, Document::Cpf | Document::Cnpj) { 2 } else { 1 };
            let body = &valid[..valid.len() - digits];
            for check in checks.split_whitespace() {
                let other = format!("{body}{check}");
                let expected = if other == valid { Ok(()) } else { Err(Flaw::CheckDigits) };
                prop_assert_eq!(document.read(&other).map(drop), expected, "{}", other);
            }
        }
    }

    /// Zeros that a spreadsheet program took away come back, from numbers and from text, but no digit is made up.
    #[test]
    fn lost_zeros_come_back(zeros in 0usize..3, body in "[1-9]{11}") {
        for (document, valid) in [
            (Document::Cpf, rules::cpf(&format!("{}{}", "0".repeat(zeros), &body[..9 - zeros]))),
            (Document::Cnpj, rules::cnpj(&format!("{}{}1", "0".repeat(zeros), &body[..11 - zeros]))),
            (Document::Cep, format!("{}{}", "0".repeat(zeros.min(1)), &body[..8 - zeros.min(1)])),
        ] {
            prop_assume!(not_all_equal(&valid));
            let lost = valid.trim_start_matches('0');
            prop_assert_eq!(document.read(&document.restore_zeros(lost)), Ok(valid.clone()));
            prop_assert_eq!(document.read(&document.pad(lost.parse().unwrap())), Ok(valid.clone()));
            let marked = format!("{lost} ");
            prop_assert_eq!(document.restore_zeros(&marked), marked);
        }
    }

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

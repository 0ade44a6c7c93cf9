//! Days, times of day and instants as people write them, and back.

mod calendar;
mod parts;

pub use parts::{Moment, Time};

use calendar::Day;
use elenco_sdk::{Language, Value};

/// A day from text: ISO 8601 in every language, else day/month/year in Spanish and Portuguese and month/day/year in
/// English. It is never guessed which of the two was meant.
pub fn read_date(text: &str, language: Language) -> Result<Value, String> {
    let text = text.trim();
    // Programs write a day as the instant at which it begins.
    let midnight = ["T00:00:00Z", "T00:00:00", " 00:00:00", " 00:00"];
    let day = midnight.iter().find_map(|end| text.strip_suffix(end)).unwrap_or(text);
    parse_day(day, language).map(|day| Value::Date(day.to_string()))
}

fn parse_day(text: &str, language: Language) -> Result<Day, String> {
    let fields = parts::day_fields(text).ok_or_else(|| not_a_date(text, language))?;
    let [first, second, third] = fields;
    let iso = first.len() == 4;
    let (year, month, day) = if iso {
        (first, second, third)
    } else {
        language.pick((third, first, second), (third, second, first), (third, second, first))
    };
    if year.len() != 4 {
        return Err(short_year(text, language));
    }
    let number = |field: &str| field.parse::<u32>().ok();
    let (Some(year), Some(month), Some(day)) = (number(year), number(month), number(day)) else {
        return Err(not_a_date(text, language));
    };
    if !(1..=12).contains(&month) {
        return Err(no_month(month, iso, language));
    }
    Day::new(year, month, day).ok_or_else(|| no_day(year, month, day, language))
}

/// A day as people read it.
pub fn write_date(date: &str, language: Language) -> String {
    let mut fields = date.splitn(3, '-');
    match (fields.next(), fields.next(), fields.next()) {
        (Some(year), Some(month), Some(day)) => language.pick(
            format!("{month}/{day}/{year}"),
            format!("{day}/{month}/{year}"),
            format!("{day}/{month}/{year}"),
        ),
        _ => date.to_owned(),
    }
}

/// A time of day from text: `8:30`, `08:30:15`, `8:30 pm`, `20h30`.
pub fn read_time(text: &str, language: Language) -> Result<Value, String> {
    let time = Time::parse(text).ok_or_else(|| not_a_time(text.trim(), language))?;
    Ok(Value::Time(time.to_string()))
}

/// A time of day as people read it; seconds only when there are some.
pub fn write_time(time: &str) -> String {
    time.strip_suffix(":00").filter(|rest| rest.contains(':')).unwrap_or(time).to_owned()
}

/// An instant from text: RFC 3339 with its offset, or a day and a time, which are taken as UTC. A day alone is its
/// beginning.
pub fn read_instant(text: &str, language: Language) -> Result<Value, String> {
    let text = text.trim();
    let (day, rest) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let day = parse_day(day.trim_end_matches(','), language)?;
    let refused = || not_an_instant(text, language);
    let (time, offset) = parts::split_offset(rest.trim()).ok_or_else(refused)?;
    let time = if time.is_empty() { Time::MIDNIGHT } else { Time::parse(time).ok_or_else(refused)? };
    let moment = Moment::new(day, time, offset).ok_or_else(refused)?;
    Ok(Value::Instant(moment.to_string()))
}

/// An instant as people read it, in UTC.
pub fn write_instant(instant: &str, language: Language) -> String {
    match instant.trim_end_matches('Z').split_once('T') {
        Some((date, time)) => format!("{} {}", write_date(date, language), write_time(time)),
        None => instant.to_owned(),
    }
}

fn not_a_date(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no date. Write month/day/year, such as 12/31/2026, or 2026-12-31."),
        format!("“{text}” no es una fecha. Escriba día/mes/año, como 31/12/2026, o 2026-12-31."),
        format!("“{text}” não é uma data. Escreva dia/mês/ano, como 31/12/2026, ou 2026-12-31."),
    )
}

fn short_year(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” has no year of four digits. Write one such as 2026."),
        format!("“{text}” no tiene un año de cuatro dígitos. Escriba uno como 2026."),
        format!("“{text}” não tem um ano de quatro dígitos. Escreva um como 2026."),
    )
}

fn no_month(month: u32, iso: bool, language: Language) -> String {
    let order = match (iso, language) {
        (true, _) => language.pick(
            "2026-12-31 (year-month-day)",
            "2026-12-31 (año-mes-día)",
            "2026-12-31 (ano-mês-dia)",
        ),
        (false, Language::En) => "12/31/2026 (month/day/year)",
        (false, Language::Es) => "31/12/2026 (día/mes/año)",
        (false, Language::Pt) => "31/12/2026 (dia/mês/ano)",
    };
    language.pick(
        format!("There is no month {month}. Write the date as {order}."),
        format!("No existe el mes {month}. Escriba la fecha como {order}."),
        format!("Não existe o mês {month}. Escreva a data como {order}."),
    )
}

fn no_day(year: u32, month: u32, day: u32, language: Language) -> String {
    let last = calendar::days_in_month(year, month);
    let name = calendar::month_name(month, language);
    language.pick(
        format!("{name} {year} has no day {day}; it ends on the {last}th.").replace("31th", "31st"),
        format!("{name} de {year} no tiene día {day}: termina el {last}."),
        format!("{name} de {year} não tem dia {day}: termina no dia {last}."),
    )
}

fn not_a_time(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no time of day. Write one such as 08:30."),
        format!("“{text}” no es una hora. Escriba una como 08:30."),
        format!("“{text}” não é um horário. Escreva um como 08:30."),
    )
}

fn not_an_instant(text: &str, language: Language) -> String {
    language.pick(
        format!("“{text}” is no date and time. Write one such as 12/31/2026 08:30."),
        format!("“{text}” no es una fecha y hora. Escriba una como 31/12/2026 08:30."),
        format!("“{text}” não é uma data e hora. Escreva uma como 31/12/2026 08:30."),
    )
}

#[cfg(test)]
mod tests;

//! Names of months and of days of the week.
use chrono::{NaiveDate, Weekday};

use super::{Culture, Texts};

const MONTHS_EN: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MONTHS_ES: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const MONTHS_PT: [&str; 12] = [
    "janeiro",
    "fevereiro",
    "março",
    "abril",
    "maio",
    "junho",
    "julho",
    "agosto",
    "setembro",
    "outubro",
    "novembro",
    "dezembro",
];
const DAYS_EN: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const DAYS_ES: [&str; 7] = ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"];
const DAYS_PT: [&str; 7] =
    ["segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo"];

/// The first letter in upper case, for a word that stands alone.
fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

impl Texts {
    /// `Monday`, standing alone.
    pub fn weekday(&self, day: Weekday) -> String {
        let names = match self.culture() {
            Culture::En => DAYS_EN,
            Culture::Es => DAYS_ES,
            Culture::Pt => DAYS_PT,
        };
        capital(names[day.num_days_from_monday() as usize])
    }

    /// `Mon`, over a column.
    pub fn weekday_short(&self, day: Weekday) -> String {
        self.weekday(day).chars().take(3).collect()
    }

    /// `November`, standing alone; `month` is 1 to 12.
    pub fn month(&self, month: u32) -> String {
        let names = match self.culture() {
            Culture::En => MONTHS_EN,
            Culture::Es => MONTHS_ES,
            Culture::Pt => MONTHS_PT,
        };
        let at = usize::try_from(month).unwrap_or(1).clamp(1, 12) - 1;
        capital(names[at])
    }

    /// `November 2026`, `Noviembre de 2026`.
    pub fn month_of(&self, year: i32, month: u32) -> String {
        match self.culture() {
            Culture::En => format!("{} {year}", self.month(month)),
            Culture::Es | Culture::Pt => format!("{} de {year}", self.month(month)),
        }
    }

    /// `Monday, 23 Nov 2026`.
    pub fn long_date(&self, date: NaiveDate) -> String {
        use chrono::Datelike as _;
        format!("{}, {}", self.weekday(date.weekday()), self.date(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_months_are_written_as_each_language_does() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
        let written = |culture| {
            let t = Texts::of(culture);
            (t.long_date(day), t.month_of(2026, 3), t.weekday_short(Weekday::Sat))
        };
        assert_eq!(written(Culture::En), ("Tuesday, 24 Nov 2026".into(), "March 2026".into(), "Sat".into()));
        assert_eq!(
            written(Culture::Es),
            ("Martes, 24 nov 2026".into(), "Marzo de 2026".into(), "Sáb".into())
        );
        assert_eq!(
            written(Culture::Pt),
            ("Terça-feira, 24 nov 2026".into(), "Março de 2026".into(), "Sáb".into())
        );
    }
}

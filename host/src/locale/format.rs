//! Numbers, dates, sizes and durations as each culture writes them.
use chrono::{DateTime, Datelike, NaiveDate, Timelike, Utc};

use super::{Culture, Texts};

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_ES: [&str; 12] =
    ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"];
const MONTHS_PT: [&str; 12] =
    ["jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"];

/// Sizes step by 1,000 (SI), as disks and browsers count them.
const SIZES: [&str; 4] = ["kB", "MB", "GB", "TB"];

impl Texts {
    /// `12,480` or `12.480`. Spanish leaves four digits together (RAE, Ortografía 2010), the others do not.
    pub fn number(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let separator = match self.culture() {
            Culture::En => ',',
            Culture::Es if digits.len() <= 4 => return number.to_string(),
            Culture::Es | Culture::Pt => '.',
        };
        let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
        if number < 0 {
            text.push('−');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(separator);
            }
            text.push(digit);
        }
        text
    }

    /// A number with one decimal: `1.1` or `1,1`.
    fn tenths(&self, tenths: u64) -> String {
        let whole = self.number(i64::try_from(tenths / 10).unwrap_or(i64::MAX));
        let point = if self.culture() == Culture::En { '.' } else { ',' };
        format!("{whole}{point}{}", tenths % 10)
    }

    /// A share of a whole, rounded down so that 100 % means done: `63 %`.
    pub fn percent(&self, part: u64, whole: u64) -> String {
        format!("{} %", percentage(part, whole))
    }

    /// A size in bytes, to three digits: `512 B`, `48 kB`, `1.1 MB`.
    pub fn bytes(&self, bytes: u64) -> String {
        if bytes < 1000 {
            return format!("{bytes} B");
        }
        let mut unit = 1000_u64;
        let mut name = 0;
        // 999,950 bytes would be written `1000.0 kB`; the next unit writes it shorter.
        while name + 1 < SIZES.len() && bytes >= unit * 1000 - unit / 20 {
            unit *= 1000;
            name += 1;
        }
        let tenths = (u128::from(bytes) * 10 + u128::from(unit) / 2) / u128::from(unit);
        let tenths = u64::try_from(tenths).unwrap_or(u64::MAX);
        let amount = if tenths >= 100 {
            self.number(i64::try_from((tenths + 5) / 10).unwrap_or(i64::MAX))
        } else {
            self.tenths(tenths)
        };
        format!("{amount} {}", SIZES[name])
    }

    /// `23 Nov 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        let months = match self.culture() {
            Culture::En => MONTHS_EN,
            Culture::Es => MONTHS_ES,
            Culture::Pt => MONTHS_PT,
        };
        format!("{} {} {}", date.day(), months[date.month0() as usize], date.year())
    }

    /// `23 Nov 2026, 09:12`, in UTC. Pages wrap it in [`crate::ui::time`], which the browser turns into local time.
    pub fn date_time(&self, at: DateTime<Utc>) -> String {
        format!("{}, {:02}:{:02}", self.date(at.date_naive()), at.hour(), at.minute())
    }

    /// A length of time in its largest unit: `2 s`, `11 min`, `3 h`, `2 d`. The units are the same in all three.
    pub fn duration(&self, seconds: u64) -> String {
        let (amount, unit) = match seconds {
            0..60 => (seconds, "s"),
            60..3_600 => (seconds / 60, "min"),
            3_600..86_400 => (seconds / 3_600, "h"),
            _ => (seconds / 86_400, "d"),
        };
        format!("{} {unit}", self.number(i64::try_from(amount).unwrap_or(i64::MAX)))
    }

    /// `2 s left`.
    pub fn time_left(&self, seconds: u64) -> String {
        self.ta("ui-time-left", &[("time", self.duration(seconds).into())])
    }

    /// How long ago something was: `just now`, `5 min ago`, and from a week on its date. Something in the future
    /// counts as now, because clocks of two machines differ a little.
    pub fn ago(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        match u64::try_from((now - at).num_seconds()).unwrap_or(0) {
            0..10 => self.t("ui-just-now").into_owned(),
            seconds @ 10..604_800 => self.ta("ui-ago", &[("time", self.duration(seconds).into())]),
            _ => self.date(at.date_naive()),
        }
    }
}

/// A share in whole percent, rounded down, at most 100. Of nothing, everything is done.
pub fn percentage(part: u64, whole: u64) -> u8 {
    if whole == 0 {
        return 100;
    }
    let percent = u128::from(part.min(whole)) * 100 / u128::from(whole);
    u8::try_from(percent).unwrap_or(100)
}

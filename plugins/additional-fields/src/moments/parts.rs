//! The pieces of dates and times in a text.

use super::calendar::Day;
use std::fmt;

const MINUTES_A_DAY: i32 = 24 * 60;

/// Three fields of digits with one kind of mark between them.
pub fn day_fields(text: &str) -> Option<[&str; 3]> {
    let mark = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| matches!(c, '/' | '-' | '.'))?;
    let mut fields = text.split(mark);
    let three = [fields.next()?, fields.next()?, fields.next()?];
    let digits =
        |field: &&str| !field.is_empty() && field.len() <= 4 && field.bytes().all(|b| b.is_ascii_digit());
    (fields.next().is_none() && three.iter().all(digits)).then_some(three)
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Time {
    hour: u32,
    minute: u32,
    second: u32,
}

impl Time {
    pub const MIDNIGHT: Self = Self { hour: 0, minute: 0, second: 0 };

    /// A time as people write it; none when it is not one. Fractions of a second are dropped.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let (clock, afternoon) = split_half_of_day(&text);
        // `20h30`, `20h` and `20:30` are the same.
        let clock = clock.trim_end_matches("min").replace('h', ":");
        let mut fields = clock.trim().trim_end_matches(':').split(':');
        let hour = number(fields.next()?)?;
        let minute = fields.next().map_or(Some(0), number)?;
        let second = fields.next().map_or(Some(0), |field| number(field.split('.').next()?))?;
        let bare = !clock.contains(':') && afternoon.is_none();
        let hour = match afternoon {
            None => hour,
            Some(_) if !(1..=12).contains(&hour) => return None,
            Some(afternoon) => hour % 12 + if afternoon { 12 } else { 0 },
        };
        let exists = hour < 24 && minute < 60 && second < 60 && fields.next().is_none() && !bare;
        exists.then_some(Self { hour, minute, second })
    }
}

/// ISO 8601 with seconds.
impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}:{:02}", self.hour, self.minute, self.second)
    }
}

fn number(field: &str) -> Option<u32> {
    let field = field.trim();
    ((1..=2).contains(&field.len()) && field.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| field.parse().ok())
        .flatten()
}

/// The clock, and whether it says before or after noon.
fn split_half_of_day(text: &str) -> (&str, Option<bool>) {
    for (ending, afternoon) in
        [("a.m.", false), ("p.m.", true), ("a. m.", false), ("p. m.", true), ("am", false), ("pm", true)]
    {
        if let Some(clock) = text.strip_suffix(ending) {
            return (clock, Some(afternoon));
        }
    }
    (text, None)
}

/// A time and the minutes that its offset is ahead of UTC: `08:30:00-03:00` is `("08:30:00", -180)`. Without an
/// offset it is UTC.
pub fn split_offset(text: &str) -> Option<(&str, i32)> {
    if let Some(time) = text.strip_suffix(['Z', 'z']) {
        return Some((time, 0));
    }
    let Some(at) = text.rfind(['+', '-']) else { return Some((text, 0)) };
    let (time, offset) = text.split_at(at);
    let (hours, minutes) = offset[1..].split_once(':')?;
    let (hours, minutes) = (number(hours)?, number(minutes)?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    let ahead = (hours * 60 + minutes) as i32;
    Some((time, if offset.starts_with('-') { -ahead } else { ahead }))
}

/// An instant, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    day: Day,
    time: Time,
}

impl Moment {
    /// A local day and time, so many minutes ahead of UTC; none when it is outside of the years 1 to 9999.
    pub fn new(day: Day, time: Time, ahead: i32) -> Option<Self> {
        let minutes = (time.hour * 60 + time.minute) as i32 - ahead;
        let day = match minutes.div_euclid(MINUTES_A_DAY) {
            0 => day,
            1 => day.next()?,
            _ => day.previous()?,
        };
        let minutes = minutes.rem_euclid(MINUTES_A_DAY) as u32;
        Some(Self { day, time: Time { hour: minutes / 60, minute: minutes % 60, second: time.second } })
    }
}

/// RFC 3339.
impl fmt::Display for Moment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}T{}Z", self.day, self.time)
    }
}

//! How a plugin fared: charts of the last day, and what it costs.
use maud::{Markup, html};

use crate::locale::Texts;
use crate::plugins::model::{CallLimits, Hour, Tally};
use crate::ui::{self, Chart, Shape, legend, round_up};

/// The charts of a plugin.
pub struct FiguresView<'a> {
    /// The reader's texts.
    pub t: Texts,
    /// The last hours, the oldest first.
    pub hours: &'a [Hour],
    /// Its limits.
    pub limits: &'a [CallLimits],
}

/// A time, in the unit that is short to read.
fn time(t: Texts, micros: f64) -> String {
    if micros < 1_000.0 {
        t.ta("plugins-microseconds", &[("count", (micros.round() as u64).into())])
    } else {
        t.ta("plugins-milliseconds", &[("count", ((micros / 1_000.0).round() as u64).into())])
    }
}

fn number(t: Texts, value: f64) -> String {
    t.number(value.round() as i64)
}

/// Fuel in thousands or millions, since single instructions tell nobody anything.
fn fuel(t: Texts, units: f64) -> String {
    if units >= 10_000_000.0 {
        t.ta("plugins-fuel-millions", &[("count", ((units / 1e6).round() as u64).into())])
    } else {
        t.ta("plugins-fuel-thousands", &[("count", ((units / 1e3).ceil() as u64).into())])
    }
}

impl FiguresView<'_> {
    fn highest(&self, value: impl Fn(&Tally) -> f64) -> f64 {
        self.hours.iter().map(|hour| value(&hour.tally)).fold(0.0, f64::max)
    }

    /// Words below a chart: every sixth hour.
    fn below(&self) -> Vec<String> {
        let word = |hour: &Hour| hour.at.to_chrono().format("%H").to_string();
        let mut words: Vec<String> = self.hours.iter().step_by(6).map(word).collect();
        words.extend(self.hours.last().map(word));
        words
    }

    fn chart(
        &self,
        title: String,
        figure: String,
        top: f64,
        shape: Shape,
        say: impl Fn(f64) -> String,
    ) -> Chart {
        Chart {
            label: format!("{title}: {figure}"),
            title,
            figure,
            shape,
            top,
            scale: [say(top), say(top / 2.0), "0".to_owned()],
            below: self.below(),
        }
    }

    fn line(&self, value: impl Fn(&Tally) -> f64) -> Vec<Option<f64>> {
        let of = |hour: &Hour| (hour.tally.calls > 0).then(|| value(&hour.tally));
        self.hours.iter().map(of).collect()
    }

    fn calls(&self, total: &Tally) -> Chart {
        let t = self.t;
        let top = round_up(self.highest(|tally| tally.calls as f64));
        let bars =
            self.hours.iter().map(|hour| (hour.tally.calls as f64, hour.tally.failures as f64)).collect();
        self.chart(
            t.t("plugins-chart-calls").into_owned(),
            number(t, total.calls as f64),
            top,
            Shape::Bars(bars),
            |value| number(t, value),
        )
    }

    fn times(&self, total: &Tally) -> Chart {
        let t = self.t;
        let micros = |time: std::time::Duration| time.as_secs_f64() * 1e6;
        let top = round_up(self.highest(|tally| micros(tally.p99())));
        let shape = Shape::Lines {
            main: self.line(|tally| micros(tally.p99())),
            second: self.line(|tally| micros(tally.p50())),
            limit: None,
        };
        let title = t.t("plugins-chart-time").into_owned();
        self.chart(title, time(t, micros(total.p99())), top, shape, |value| time(t, value))
    }

    fn fuel(&self, total: &Tally) -> Chart {
        let t = self.t;
        let each = |tally: &Tally| tally.fuel_per_call().max(tally.fuel_per_row().unwrap_or_default()) as f64;
        let top = round_up(self.highest(each));
        let shape = Shape::Lines {
            main: self.line(|tally| tally.fuel_per_call() as f64),
            second: self.line(|tally| tally.fuel_per_row().unwrap_or_default() as f64),
            limit: None,
        };
        let title = t.t("plugins-chart-fuel").into_owned();
        self.chart(title, fuel(t, total.fuel_per_call() as f64), top, shape, |value| fuel(t, value))
    }

    fn memory(&self, total: &Tally) -> Chart {
        let t = self.t;
        let limit = self.limits.iter().map(|limit| limit.memory).max().unwrap_or(0) as f64;
        let top = round_up(limit.max(self.highest(|tally| tally.peak_memory as f64)));
        let shape = Shape::Lines {
            main: self.line(|tally| tally.peak_memory as f64),
            second: Vec::new(),
            limit: (limit > 0.0).then_some(limit),
        };
        let title = t.t("plugins-chart-memory").into_owned();
        self.chart(title, t.bytes(total.peak_memory), top, shape, |value| t.bytes(value as u64))
    }

    fn summary(&self, total: &Tally) -> Markup {
        let t = self.t;
        let failed = t.percent(total.failures, total.calls.max(1));
        let mut facts = vec![
            (t.t("plugins-figure-calls").into_owned(), number(t, total.calls as f64), false),
            (t.t("plugins-figure-failed").into_owned(), failed, total.failures > 0),
            (t.t("plugins-figure-fuel-call").into_owned(), fuel(t, total.fuel_per_call() as f64), false),
        ];
        if let Some(row) = total.fuel_per_row() {
            facts.push((t.t("plugins-figure-fuel-row").into_owned(), fuel(t, row as f64), false));
        }
        html! { (ui::facts(&facts)) }
    }

    /// The section of the overview.
    pub fn render(&self) -> Markup {
        let t = self.t;
        let mut total = Tally::default();
        self.hours.iter().for_each(|hour| total.add(&hour.tally));
        html! {
            section {
                div.fig-h {
                    h2.sec-h { (t.t("plugins-last-day")) }
                    @if total.calls > 0 {
                        (legend(&t.t("plugins-legend-main"), &t.t("plugins-legend-second"), Some(&t.t("plugins-legend-limit"))))
                    }
                }
                @if total.calls == 0 {
                    p.hint { span { (t.t("plugins-no-calls")) } }
                } @else {
                    (self.summary(&total))
                    div.figs.figs-2 {
                        (self.calls(&total).render())
                        (self.times(&total).render())
                        (self.fuel(&total).render())
                        (self.memory(&total).render())
                    }
                    p.hint { span { (t.t("plugins-fuel-explained")) } }
                }
            }
        }
    }
}

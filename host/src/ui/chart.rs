//! Small charts, drawn as SVG on the server: they need no script, print well and follow the colours of the page.
use maud::{Markup, html};

/// What a chart draws. Values count from the left; nothing leaves a gap.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// One bar for each value; the second value of a pair is the part of it that is bad news.
    Bars(Vec<(f64, f64)>),
    /// A line, a dashed one below it, and a limit.
    Lines {
        /// The line.
        main: Vec<Option<f64>>,
        /// The dashed one.
        second: Vec<Option<f64>>,
        /// The limit.
        limit: Option<f64>,
    },
}

/// A chart with its title and one figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// The figure beside the title, already written for the reader.
    pub figure: String,
    /// What a screen reader says of it: the highest value and when.
    pub label: String,
    /// What is drawn.
    pub shape: Shape,
    /// The value at the top; see [`round_up`].
    pub top: f64,
    /// Words for top, middle and bottom.
    pub scale: [String; 3],
    /// Words below, from the left edge to the right one.
    pub below: Vec<String>,
}

/// The next round number above: 1, 2 or 5 times a power of ten, so that half of it is a short number as well.
pub fn round_up(value: f64) -> f64 {
    if !value.is_finite() || value <= 1.0 {
        return 1.0;
    }
    let power = 10_f64.powf(value.log10().floor());
    [1.0, 2.0, 5.0, 10.0].into_iter().map(|step| step * power).find(|top| *top >= value).unwrap_or(value)
}

/// Two decimals are finer than a screen.
fn place(value: f64) -> String {
    format!("{value:.2}")
}

impl Chart {
    fn height(&self, value: f64) -> f64 {
        (value / self.top.max(f64::MIN_POSITIVE)).clamp(0.0, 1.0) * 100.0
    }

    fn bars(&self, values: &[(f64, f64)]) -> Markup {
        let step = 100.0 / values.len().max(1) as f64;
        html! {
            @for (index, (all, bad)) in values.iter().enumerate() {
                @let (height, bad) = (self.height(*all), self.height(*bad));
                @let left = index as f64 * step + step * 0.16;
                @if height > 0.0 {
                    rect.b1 x=(place(left)) y=(place(100.0 - height)) width=(place(step * 0.68)) height=(place(height)) {}
                }
                @if bad > 0.0 {
                    rect.b-bad x=(place(left)) y=(place(100.0 - bad)) width=(place(step * 0.68)) height=(place(bad)) {}
                }
            }
        }
    }

    /// The stretches of a line between its gaps. A value alone between gaps is a stretch to itself.
    fn stretches(&self, values: &[Option<f64>]) -> Vec<String> {
        let step = 100.0 / (values.len().max(2) - 1) as f64;
        let mut all = Vec::new();
        let mut points: Vec<String> = Vec::new();
        for (index, value) in values.iter().enumerate() {
            match value {
                Some(value) => {
                    let x = index as f64 * step;
                    points.push(format!("{},{}", place(x), place(100.0 - self.height(*value))));
                }
                None => all.extend(stretch(&mut points, step)),
            }
        }
        all.extend(stretch(&mut points, step));
        all
    }

    /// Title, figure and drawing.
    pub fn render(&self) -> Markup {
        html! {
            figure {
                div.fig-h { h3 { (self.title) } b { (self.figure) } }
                div.plot {
                    div.plot-y aria-hidden="true" { @for word in &self.scale { span { (word) } } }
                    svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=(self.label) {
                        @for y in ["0", "50", "100"] { line.grid-l x1="0" x2="100" y1=(y) y2=(y) {} }
                        @match &self.shape {
                            Shape::Bars(values) => { (self.bars(values)) },
                            Shape::Lines { main, second, limit } => {
                                @for points in self.stretches(second) { polyline.l2 points=(points) {} }
                                @for points in self.stretches(main) { polyline.l1 points=(points) {} }
                                @if let Some(limit) = limit {
                                    @let y = place(100.0 - self.height(*limit));
                                    line.lim x1="0" x2="100" y1=(y) y2=(y) {}
                                }
                            },
                        }
                    }
                    div.plot-x aria-hidden="true" { @for word in &self.below { span { (word) } } }
                }
            }
        }
    }
}

/// Ends a stretch; a single point becomes a short line, since a line of one point shows nothing.
fn stretch(points: &mut Vec<String>, step: f64) -> Option<String> {
    let points = std::mem::take(points);
    match points.as_slice() {
        [] => None,
        [only] => {
            let (x, y) = only.split_once(',')?;
            let x: f64 = x.parse().ok()?;
            let (from, to) = ((x - step * 0.3).max(0.0), (x + step * 0.3).min(100.0));
            Some(format!("{},{y} {},{y}", place(from), place(to)))
        }
        several => Some(several.join(" ")),
    }
}

/// What the lines of [`Shape::Lines`] mean.
pub fn legend(main: &str, second: &str, limit: Option<&str>) -> Markup {
    let sample = |class: &str| {
        html! { svg viewBox="0 0 14 10" aria-hidden="true" { line class=(class) x1="0" x2="14" y1="5" y2="5" {} } }
    };
    html! {
        span.legend {
            span { (sample("l1")) (main) }
            span { (sample("l2")) (second) }
            @if let Some(limit) = limit { span { (sample("lim")) (limit) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn chart(shape: Shape) -> Chart {
        let words = ["10", "5", "0"].map(str::to_owned);
        Chart {
            title: "Calls".into(),
            figure: "3".into(),
            label: "Calls".into(),
            shape,
            top: 10.0,
            scale: words,
            below: Vec::new(),
        }
    }

    #[test]
    fn gaps_break_a_line_and_single_points_stay_visible() {
        let chart = chart(Shape::Bars(Vec::new()));
        let values = [Some(0.0), Some(10.0), None, Some(5.0), None];
        assert_eq!(chart.stretches(&values), ["0.00,100.00 25.00,0.00", "67.50,50.00 82.50,50.00"]);
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside(values in prop::collection::vec(prop::option::of(-1e12..1e12_f64), 0..40)) {
            let chart = chart(Shape::Bars(Vec::new()));
            for points in chart.stretches(&values) {
                for point in points.split(' ') {
                    let (x, y) = point.split_once(',').expect("two numbers");
                    for number in [x, y] {
                        let number: f64 = number.parse().expect("a number");
                        prop_assert!((0.0..=100.0).contains(&number));
                    }
                }
            }
        }

        #[test]
        fn the_top_is_above_and_not_far(value in 1.0..1e15_f64) {
            let top = round_up(value);
            prop_assert!(top >= value * 0.999_999 && top <= value * 2.51, "{top} for {value}");
        }
    }
}

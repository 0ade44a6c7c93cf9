//! `BENCHMARKS.md`.
use std::fmt::Write as _;
use std::process::Command;

use super::figure::Figure;
use crate::server::workspace;

/// The figures, section by section.
pub fn table(figures: &[Figure]) -> String {
    let mut text = String::new();
    let mut section = "";
    for figure in figures {
        if figure.section != section {
            section = &figure.section;
            let _ = write!(text, "\n## {section}\n\n| Measured | Figure | Limit | |\n|---|---:|---:|---|\n");
        }
        let verdict = figure.verdict().map_or("", |kept| if kept { "kept" } else { "**missed**" });
        let _ =
            writeln!(text, "| {} | {} | {} | {verdict} |", figure.name, figure.shown(), figure.shown_limit());
    }
    text
}

fn first_line_after(file: &str, prefix: &str) -> String {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(prefix)).unwrap_or_default();
    line.split_once(':').map_or("", |(_, value)| value).trim().to_owned()
}

fn said_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(workspace()).output();
    output.map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned()).unwrap_or_default()
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let kib: f64 =
        first_line_after("/proc/meminfo", "MemTotal").trim_end_matches(" kB").parse().unwrap_or(0.0);
    format!(
        "{cores} cores of {}, {:.0} GiB, Linux {}, {}",
        first_line_after("/proc/cpuinfo", "model name"),
        kib / 1024.0 / 1024.0,
        said_by("uname", &["-r"]),
        said_by("rustc", &["--version"]),
    )
}

/// Writes the file.
pub fn write(figures: &[Figure]) {
    let missed = figures.iter().filter(|figure| figure.verdict() == Some(false)).count();
    let limits = figures.iter().filter(|figure| figure.limit.is_some()).count();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().nth(2).unwrap_or("unknown").to_owned();
    let text = format!(
        "# Benchmarks\n\n\
         Written by `cargo xtask bench` on {} at commit {}; all figures are of one run. {} of {limits} limits were kept.\n\n\
         Machine: {}. Load over the fifteen minutes before the end of the run: {load}; whatever else ran makes the \
         figures worse, never better.\n\n\
         Each measurement runs in a process of its own, on a copy of the same prepared folder. What is compared is \
         measured in turns; a p99 is of all calls, a processor time is the median of the turns.\n{}",
        said_by("date", &["-u", "+%Y-%m-%d"]),
        said_by("git", &["rev-parse", "--short", "HEAD"]),
        limits - missed,
        machine(),
        table(figures),
    );
    std::fs::write(workspace().join("BENCHMARKS.md"), text).expect("the report can be written");
}

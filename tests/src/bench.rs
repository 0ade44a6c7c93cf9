//! The benchmark: speed and memory against the limits, in one run.
//!
//! Each measurement runs in a process of its own, on a copy of the same prepared data, so that its peak of memory and
//! its processor time are its own. Such a process prints one figure a line, as JSON; the first process gathers them
//! and writes `BENCHMARKS.md`.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for the terminal")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock as it is")]
mod cost;
mod exports;
mod figure;
mod ground;
mod http;
mod import_file;
mod imports;
mod lists;
mod native;
mod pages;
mod people;
mod plugins;
mod policy;
mod report;

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::{Parser, ValueEnum};

use figure::Figure;
use ground::Size;

/// Measures speed and memory against the limits and writes `BENCHMARKS.md`.
#[derive(Debug, Parser)]
struct Arguments {
    /// A twentieth of the people, for a look while something is changed; writes no report
    #[arg(long)]
    quick: bool,
    /// Only these measurements; writes no report
    #[arg(long, value_enum)]
    only: Vec<Group>,
    /// Folder that keeps the made-up people between two runs
    #[arg(long)]
    keep: Option<PathBuf>,
    /// A PostgreSQL database to page through people in, too: an empty one, or one that an earlier run has filled
    #[arg(long)]
    postgres: Option<String>,
    /// Only pages whose address holds this, for a look while something is changed; together with a step
    #[arg(long, hide = true)]
    matching: Option<String>,
    /// What a process of one measurement does; the first process says it
    #[arg(long, hide = true, value_enum)]
    step: Option<Step>,
    /// Folder of that step
    #[arg(long, hide = true)]
    folder: Option<PathBuf>,
    /// File of that step
    #[arg(long, hide = true)]
    file: Option<PathBuf>,
}

/// What belongs together in the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Group {
    Policy,
    Plugins,
    Lists,
    Pages,
    Exports,
    Imports,
}

/// What one process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Step {
    Prepare,
    SeedLists,
    Lists,
    PostgresLists,
    SpreadPages,
    Pages,
    PostgresPages,
    SeedExports,
    Export,
    NativeExport,
    MakeImport,
    Import,
    PolicyCalls,
    Plugins,
    PolicyRequests,
}

impl Step {
    fn word(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }
}

/// Runs the program.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    let size = Size { quick: arguments.quick };
    match (arguments.step, &arguments.folder) {
        (Some(step), Some(folder)) => {
            for figure in perform(step, size, folder, &arguments) {
                println!("{}", serde_json::to_string(&figure).unwrap());
            }
            ExitCode::SUCCESS
        }
        _ => measure(&arguments, size),
    }
}

fn perform(step: Step, size: Size, folder: &Path, arguments: &Arguments) -> Vec<Figure> {
    let file = || arguments.file.clone().expect("the step has a file");
    let matching = arguments.matching.as_deref();
    match step {
        Step::Prepare => on_threads(ground::prepare(folder)),
        Step::SeedLists => on_threads(lists::seed(folder, size, "SQLite", None)),
        Step::Lists => on_threads(lists::measure(folder, size, "SQLite", None)),
        Step::PostgresLists => on_threads(async {
            let url = arguments.postgres.clone();
            ground::prepare_at(folder, url.clone()).await;
            let mut figures = lists::seed(folder, size, "PostgreSQL", url.clone()).await;
            figures.extend(lists::measure(folder, size, "PostgreSQL", url).await);
            figures
        }),
        Step::SpreadPages => on_threads(pages::prepare(folder, size, None)),
        Step::Pages => on_threads(pages::measure(folder, size, "SQLite", (None, matching))),
        Step::PostgresPages => on_threads(async {
            let url = arguments.postgres.clone();
            pages::prepare(folder, size, url.clone()).await;
            pages::measure(folder, size, "PostgreSQL", (url, matching)).await
        }),
        Step::SeedExports => on_threads(exports::seed(folder, size)),
        Step::Export => on_threads(exports::measure(folder, &file())),
        Step::NativeExport => native::measure(&file()),
        Step::MakeImport => import_file::make(&file(), size),
        Step::Import => on_threads(imports::measure(folder, &file())),
        Step::PolicyCalls => policy::measure(folder, size),
        Step::Plugins => plugins::measure(folder, size),
        Step::PolicyRequests => on_threads(http::measure(folder, size)),
    }
}

/// As the server does: as many threads as cores.
fn on_threads(work: impl Future<Output = Vec<Figure>>) -> Vec<Figure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("threads");
    runtime.block_on(work)
}

/// The first process.
struct Conductor {
    quick: bool,
    postgres: Option<String>,
}

impl Conductor {
    /// Runs a step in a process of its own.
    fn step(&self, step: Step, folder: &Path, file: Option<&Path>) -> Vec<Figure> {
        eprintln!("{} …", step.word());
        let mut command = Command::new(std::env::current_exe().expect("a program knows its own path"));
        command.arg("--step").arg(step.word()).arg("--folder").arg(folder);
        if let Some(file) = file {
            command.arg("--file").arg(file);
        }
        if let (Step::PostgresLists | Step::PostgresPages, Some(url)) = (step, &self.postgres) {
            command.arg("--postgres").arg(url);
        }
        if self.quick {
            command.arg("--quick");
        }
        let mut child = command.stdout(Stdio::piped()).spawn().expect("this program starts again");
        let lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
        let figures: Vec<Figure> =
            lines.map(|line| serde_json::from_str(&line.unwrap()).expect("a figure")).collect();
        let status = child.wait().expect("it ends");
        assert!(status.success(), "{} ended with {status}", step.word());
        for figure in &figures {
            eprintln!(
                "  {}: {}{}",
                figure.name,
                figure.shown(),
                figure.verdict().map_or("", |kept| if kept { "" } else { "  MISSED" })
            );
        }
        figures
    }

    /// The folder with the people of the lists, and the file that tells how long it took to add them.
    fn seed_lists(&self, folder: &Path) -> (PathBuf, PathBuf) {
        let (place, told) = (folder.join("lists"), folder.join("lists-seeded.json"));
        if !place.exists() {
            ground::copy(&folder.join("ground"), &place);
            let seeded = self.step(Step::SeedLists, &place, None);
            std::fs::write(&told, serde_json::to_vec(&seeded).unwrap()).expect("the folder can be written");
        }
        (place, told)
    }

    fn lists(&self, folder: &Path) -> Vec<Figure> {
        let (place, told) = self.seed_lists(folder);
        let mut figures = Vec::new();
        // What is kept was seeded in an earlier run, which told how long that took.
        let seeded = std::fs::read(&told).expect("it was written with the people");
        figures.extend(serde_json::from_slice::<Vec<Figure>>(&seeded).expect("figures"));
        figures.extend(self.step(Step::Lists, &place, None));
        if self.postgres.is_some() {
            let place = folder.join("lists-postgres");
            std::fs::create_dir_all(&place).expect("a folder");
            figures.extend(self.step(Step::PostgresLists, &place, None));
        }
        figures
    }

    /// The people of the lists, with all that hangs on them.
    fn pages(&self, folder: &Path) -> Vec<Figure> {
        let place = folder.join("pages");
        if !place.exists() {
            self.seed_lists(folder);
            ground::copy(&folder.join("lists"), &place);
            self.step(Step::SpreadPages, &place, None);
        }
        let mut figures = self.step(Step::Pages, &place, None);
        if self.postgres.is_some() {
            let place = folder.join("lists-postgres");
            std::fs::create_dir_all(&place).expect("a folder");
            figures.extend(self.step(Step::PostgresPages, &place, None));
        }
        figures
    }

    /// Ours and the plain loop in turns.
    fn exports(&self, folder: &Path) -> Vec<Figure> {
        const TURNS: usize = 3;
        let (place, archive) = (folder.join("exports"), folder.join("export.zip"));
        let mut figures = Vec::new();
        if !place.exists() {
            ground::copy(&folder.join("ground"), &place);
            figures.extend(self.step(Step::SeedExports, &place, None));
        }
        let mut all = Vec::new();
        for _ in 0..TURNS {
            all.extend(self.step(Step::Export, &place, Some(&archive)));
            all.extend(self.step(Step::NativeExport, &place, Some(&archive)));
        }
        figures.extend(exports::summary(&all));
        figures
    }

    fn imports(&self, folder: &Path) -> Vec<Figure> {
        let mut figures = Vec::new();
        for name in ["small.csv", "large.csv", "small.xlsx", "large.xlsx"] {
            let (place, file) = (folder.join(format!("import-{name}")), folder.join(name));
            if !file.exists() {
                self.step(Step::MakeImport, folder, Some(&file));
            }
            // Whatever an earlier run put in would be unchanged this time.
            let _ = std::fs::remove_dir_all(&place);
            ground::copy(&folder.join("ground"), &place);
            figures.extend(self.step(Step::Import, &place, Some(&file)));
            let _ = std::fs::remove_dir_all(&place);
        }
        imports::compare(figures)
    }

    fn policy(&self, folder: &Path) -> Vec<Figure> {
        let mut figures = self.step(Step::PolicyCalls, &folder.join("ground"), None);
        let place = folder.join("policy");
        let _ = std::fs::remove_dir_all(&place);
        ground::copy(&folder.join("ground"), &place);
        figures.extend(self.step(Step::PolicyRequests, &place, None));
        figures
    }
}

fn measure(arguments: &Arguments, size: Size) -> ExitCode {
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = arguments.keep.clone().unwrap_or_else(|| scratch.path().to_owned());
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let conductor = Conductor { quick: size.quick, postgres: arguments.postgres.clone() };
    if !folder.join("ground").exists() {
        conductor.step(Step::Prepare, &folder.join("ground"), None);
    }
    let wanted = |group| arguments.only.is_empty() || arguments.only.contains(&group);
    let mut figures = Vec::new();
    for group in [Group::Policy, Group::Plugins, Group::Lists, Group::Pages, Group::Exports, Group::Imports] {
        if wanted(group) {
            figures.extend(match group {
                Group::Policy => conductor.policy(&folder),
                Group::Plugins => conductor.step(Step::Plugins, &folder.join("ground"), None),
                Group::Lists => conductor.lists(&folder),
                Group::Pages => conductor.pages(&folder),
                Group::Exports => conductor.exports(&folder),
                Group::Imports => conductor.imports(&folder),
            });
        }
    }
    if arguments.only.is_empty() && !size.quick {
        report::write(&figures);
    } else {
        print!("{}", report::table(&figures));
    }
    if figures.iter().all(|figure| figure.verdict() != Some(false)) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

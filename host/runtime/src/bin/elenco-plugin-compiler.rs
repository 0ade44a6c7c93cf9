//! The compiler of plugins as a program of its own, for tests of this crate and for hosts that are not `elenco`.
fn main() -> std::process::ExitCode {
    elenco_runtime::compile_child(std::io::stdin().lock(), std::io::stdout().lock())
}

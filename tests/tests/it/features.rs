//! What only tests need stays out of the server's program.
use std::process::Command;

use elenco_tests::server::workspace;

#[test]
fn a_plain_build_has_nothing_that_only_tests_need() {
    // The packages that `cargo build` takes when nothing is said, each with its features.
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "no-dev", "--prefix", "none", "--format", "{p}|{f}"])
        .current_dir(workspace())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let tree = String::from_utf8(output.stdout).expect("text");
    let features = |package: &str| {
        let line = tree.lines().find(|line| line.starts_with(&format!("{package} v")));
        line.and_then(|line| line.split_once('|')).map(|(_, features)| features.replace(" (*)", ""))
    };
    assert_eq!(
        features("elenco-db").as_deref(),
        Some(""),
        "the database of tests is in the server's program"
    );
    let tokio = features("tokio").expect("the server runs on it");
    assert!(!tokio.contains("test-util"), "the clock of tests is in the server's program: {tokio}");
    for package in ["proptest", "insta", "tempfile", "calamine", "rust_xlsxwriter"] {
        assert_eq!(features(package), None, "{package} is in the server's program");
    }
}

use super::*;

#[test]
fn accounts_are_read_by_name_and_not_by_prefix() {
    let accounts = "postgresql:x:7:8::/:/bin/sh\npostgres:x:110:120:,,,:/var/lib/postgresql:/bin/bash\n";
    let account = Account::named(accounts, "postgres").unwrap();
    assert_eq!((account.user, account.group), (110, 120));
    assert!(Account::named(accounts, "nobody").is_none());
}

#[test]
fn the_newest_version_comes_first() {
    let parent = tempfile::tempdir().unwrap();
    for version in ["9", "15", "16", "not-a-version"] {
        fs::create_dir(parent.path().join(version)).unwrap();
    }
    let order: Vec<_> = debian_folders(parent.path());
    assert_eq!(order, ["16", "15", "9"].map(|version| parent.path().join(version).join("bin")));
}

#[test]
fn only_folders_of_ended_processes_are_swept() {
    assert_eq!(maker("elenco-postgres-4711"), Some(4711));
    assert_eq!(maker("elenco-postgres-mine"), None);
    assert_eq!(maker("postgres-4711"), None);
    assert!(is_running(std::process::id()));
}

#[test]
fn a_sweep_removes_what_a_killed_run_left_and_nothing_else() {
    let parent = tempfile::tempdir().unwrap();
    // Larger than any process id that Linux gives.
    let left = parent.path().join(format!("{FOLDER_PREFIX}{}", u32::MAX));
    let alive = parent.path().join(format!("{FOLDER_PREFIX}{}", std::process::id()));
    let foreign = parent.path().join("somebody-else");
    for folder in [&left, &alive, &foreign] {
        fs::create_dir(folder).unwrap();
    }
    sweep(parent.path(), &Programs(PathBuf::from("/nowhere")), None);
    assert!(!left.exists());
    assert!(alive.exists() && foreign.exists());
}

#[test]
fn passwords_are_long_and_differ() {
    let (one, other) = (random_password().unwrap(), random_password().unwrap());
    assert_eq!(one.len(), 32);
    assert_ne!(one, other);
}

#[test]
fn a_cluster_serves_and_leaves_nothing_behind() {
    if Programs::find().is_none() {
        // `cargo xtask test` has installed it by now; a developer who runs this alone may not have it.
        return;
    }
    let cluster = Cluster::start().unwrap();
    let (folder, port) = (cluster.folder.clone(), cluster.port);
    assert!(cluster.url().starts_with("postgres://elenco:"));
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_ok());
    drop(cluster);
    assert!(!folder.exists());
    assert!(std::net::TcpStream::connect(("127.0.0.1", port)).is_err());
}

//! A temporary PostgreSQL cluster for one run of the tests.
//!
//! It listens on 127.0.0.1 and on a socket in its own folder, has a random password, gives up durability for
//! speed, and is gone when the value is dropped: after success, failure and Ctrl-C alike. What a killed run
//! left behind is swept away by the next one.

use std::fs;
use std::io::{self, Read};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::command::{find_program, is_root, run_quietly};
use crate::debian;
use crate::failure::Failure;

const FOLDER_PREFIX: &str = "elenco-postgres-";
const ADMIN: &str = "elenco";
/// Another process can take the free port between our look and the server's start.
const PORT_TRIES: u32 = 3;

/// A running server; stopped and removed when dropped.
pub struct Cluster {
    programs: Programs,
    folder: PathBuf,
    account: Option<Account>,
    port: u16,
    password: String,
}

impl Cluster {
    /// Makes and starts a cluster; installs PostgreSQL first where that is allowed.
    pub fn start() -> Result<Self, Failure> {
        let programs = Programs::find_or_install()?;
        let account = Account::for_server()?;
        sweep(&std::env::temp_dir(), &programs, account);
        let folder = std::env::temp_dir().join(format!("{FOLDER_PREFIX}{}", std::process::id()));
        make_folder(&folder, account)?;
        // From here on dropping the value removes the folder, whatever fails.
        let mut cluster = Self { programs, folder, account, port: 0, password: random_password()? };
        cluster.initialise()?;
        cluster.launch()?;
        Ok(cluster)
    }

    /// The address of the maintenance database, as a user who may create databases and roles.
    pub fn url(&self) -> String {
        format!("postgres://{ADMIN}:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }

    fn initialise(&self) -> Result<(), Failure> {
        let password_file = self.folder.join("password");
        fs::write(&password_file, &self.password)
            .map_err(|error| Failure::io("writing the password of the test cluster", &error))?;
        own(&password_file, self.account)?;
        run_quietly(
            self.command("initdb")
                .args(["--no-sync", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256"])
                .args(["--username", ADMIN, "--pwfile"])
                .arg(&password_file)
                .arg("--pgdata")
                .arg(self.database_folder()),
        )
        .map(drop)
    }

    fn launch(&mut self) -> Result<(), Failure> {
        let mut tries = 0;
        loop {
            tries += 1;
            self.port = free_port()?;
            let log = self.folder.join("server.log");
            let started = run_quietly(
                self.command("pg_ctl")
                    .args(["start", "--wait", "--silent", "--timeout=60", "--pgdata"])
                    .arg(self.database_folder())
                    .arg("--log")
                    .arg(&log)
                    .arg("--options")
                    .arg(server_options(self.port, &self.folder)),
            );
            let Err(failure) = started else { return Ok(()) };
            let log = fs::read_to_string(log).unwrap_or_default();
            if tries == PORT_TRIES || !log.contains("Address already in use") {
                return Err(Failure::new(format!("{failure}\n{log}")));
            }
        }
    }

    fn database_folder(&self) -> PathBuf {
        self.folder.join("cluster")
    }

    fn command(&self, program: &str) -> Command {
        self.programs.command(program, self.account)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        if let Err(failure) = stop_and_remove(&self.folder, &self.programs, self.account) {
            eprintln!("The test cluster in {} could not be removed: {failure}", self.folder.display());
        }
    }
}

/// Stops what runs in a cluster's folder, if anything, and deletes the folder.
fn stop_and_remove(folder: &Path, programs: &Programs, account: Option<Account>) -> Result<(), Failure> {
    let database = folder.join("cluster");
    if database.join("postmaster.pid").exists() {
        run_quietly(
            programs
                .command("pg_ctl", account)
                .args(["stop", "--wait", "--silent", "--mode=immediate", "--pgdata"])
                .arg(database),
        )?;
    }
    fs::remove_dir_all(folder).map_err(|error| Failure::io("deleting the test cluster", &error))
}

/// Removes clusters of runs that were killed: the folder's name ends with the process that made it.
fn sweep(parent: &Path, programs: &Programs, account: Option<Account>) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if maker(&entry.file_name().to_string_lossy()).is_some_and(|pid| !is_running(pid)) {
            // Somebody else's folder stays; it harms nobody.
            let _ = stop_and_remove(&entry.path(), programs, account);
        }
    }
}

fn maker(folder_name: &str) -> Option<u32> {
    folder_name.strip_prefix(FOLDER_PREFIX)?.parse().ok()
}

fn is_running(pid: u32) -> bool {
    Path::new("/proc").join(pid.to_string()).exists()
}

/// Where the server's programs are.
pub struct Programs(PathBuf);

impl Programs {
    /// Installs PostgreSQL where that is allowed and it is missing.
    pub fn find_or_install() -> Result<Self, Failure> {
        if let Some(found) = Self::find() {
            return Ok(found);
        }
        debian::install(&["postgresql"], "the tests")?;
        Self::find()
            .ok_or_else(|| Failure::new("PostgreSQL was installed, but its `initdb` is not to be found"))
    }

    /// The first folder with a whole server: on the PATH, else Debian's newest.
    pub fn find() -> Option<Self> {
        let on_path = find_program("initdb").and_then(|program| fs::canonicalize(program).ok());
        on_path
            .and_then(|program| program.parent().map(Path::to_path_buf))
            .into_iter()
            .chain(debian_folders(Path::new("/usr/lib/postgresql")))
            .find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()))
            .map(Self)
    }

    /// The folder of the programs.
    pub fn folder(&self) -> &Path {
        &self.0
    }

    fn command(&self, program: &str, account: Option<Account>) -> Command {
        let mut command = Command::new(self.0.join(program));
        // The server's account may not be allowed to look at our working folder.
        command.current_dir("/").env("LC_ALL", "C.UTF-8");
        if let Some(account) = account {
            command.uid(account.user).gid(account.group);
        }
        command
    }
}

/// `<parent>/<version>/bin`, newest version first.
fn debian_folders(parent: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(parent)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    versions.sort_by(|left, right| right.cmp(left));
    versions.into_iter().map(|(_, folder)| folder).collect()
}

/// The system account that runs the server when we are root, which PostgreSQL refuses to run as.
#[derive(Clone, Copy)]
struct Account {
    user: u32,
    group: u32,
}

impl Account {
    fn for_server() -> Result<Option<Self>, Failure> {
        if !is_root() {
            return Ok(None);
        }
        let accounts = fs::read_to_string("/etc/passwd")
            .map_err(|error| Failure::io("reading the accounts of this system", &error))?;
        ["postgres", "nobody"].iter().find_map(|name| Self::named(&accounts, name)).map(Some).ok_or_else(
            || {
                Failure::new(
                    "PostgreSQL does not run as root, and there is no account `postgres` or `nobody`",
                )
            },
        )
    }

    fn named(accounts: &str, name: &str) -> Option<Self> {
        let line = accounts.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2);
        Some(Self { user: numbers.next()?.parse().ok()?, group: numbers.next()?.parse().ok()? })
    }
}

fn make_folder(folder: &Path, account: Option<Account>) -> Result<(), Failure> {
    let made = fs::create_dir(folder)
        .and_then(|()| fs::set_permissions(folder, fs::Permissions::from_mode(0o700)))
        .map_err(|error| Failure::io("making a folder for the test cluster", &error));
    made.and_then(|()| own(folder, account))
}

fn own(path: &Path, account: Option<Account>) -> Result<(), Failure> {
    let Some(account) = account else { return Ok(()) };
    std::os::unix::fs::chown(path, Some(account.user), Some(account.group))
        .map_err(|error| Failure::io("handing the test cluster to its account", &error))
}

/// Nothing of a test cluster has to survive a crash, so it never waits for the disk.
fn server_options(port: u16, folder: &Path) -> String {
    format!(
        "-c port={port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{}' -c max_connections=300 \
         -c shared_buffers=128MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off \
         -c wal_level=minimal -c max_wal_senders=0 -c jit=off",
        folder.display()
    )
}

fn free_port() -> Result<u16, Failure> {
    TcpListener::bind(("127.0.0.1", 0))
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(|error| Failure::io("looking for a free port", &error))
}

/// Other accounts of the machine can reach the port, and a superuser of PostgreSQL can run programs.
fn random_password() -> Result<String, Failure> {
    let mut bytes = [0_u8; 16];
    fs::File::open("/dev/urandom")
        .and_then(|mut source| source.read_exact(&mut bytes))
        .map_err(|error: io::Error| Failure::io("reading random bytes", &error))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

#[cfg(test)]
mod tests;

//! The command line.
mod plugin;
mod serve;

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, Parser, Subcommand};
use elenco_db::TenantScope;
use secrecy::{ExposeSecret, SecretString};

use crate::app::App;
use crate::clock::SystemClock;
use crate::config::Config;
use crate::context::ServiceContext;
use crate::demo;
use crate::error::AppError;
use crate::ids::SystemEntropy;
use crate::{tenants, tokens, users};

/// A people directory with an admin console, extended by sandboxed plugins.
#[derive(Debug, Parser)]
#[command(name = "elenco", version)]
pub struct Cli {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
pub struct Settings {
    /// Configuration file (TOML). The environment overrides it: ELENCO__SECTION__KEY.
    #[arg(long, global = true)]
    config: Option<PathBuf>,
    /// Folder of the database, files and compiled plugins.
    #[arg(long, global = true)]
    data_dir: Option<PathBuf>,
    /// The file that names the plugins.
    #[arg(long, global = true)]
    plugins: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Starts the server.
    Serve {
        /// Address and port to listen on.
        #[arg(long)]
        listen: Option<SocketAddr>,
        /// Makes tenant `demo` with people to look at.
        #[arg(long)]
        demo: bool,
    },
    /// Runs jobs without serving pages.
    Worker,
    /// Brings the database up to date and stops.
    Migrate,
    /// Fills a project with made-up people, for measuring.
    Seed {
        /// The tenant's word in addresses.
        #[arg(long, default_value = "demo")]
        tenant: String,
        /// How many people.
        #[arg(long)]
        users: u64,
    },
    /// Integration tokens.
    Token {
        #[command(subcommand)]
        command: TokenCommand,
    },
    /// Administrators.
    Admin {
        #[command(subcommand)]
        command: AdminCommand,
    },
    /// For authors of plugins: new, build, check, test, run, pack, sign.
    Plugin {
        #[command(subcommand)]
        command: plugin::PluginCommand,
    },
    /// Compiles a plugin from standard input to standard output: the server starts this in a limited process.
    #[command(hide = true)]
    CompilePlugin,
}

#[derive(Debug, Subcommand)]
enum TokenCommand {
    /// Makes a token and prints it, and nothing else, once.
    Create {
        /// The tenant's word in addresses.
        #[arg(long)]
        tenant: String,
        /// User name of its owner.
        #[arg(long)]
        user: String,
        /// What it is for.
        #[arg(long, default_value = "command line")]
        description: String,
    },
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Makes a tenant, when there is none of this word, with an administrator. The password is read from standard
    /// input.
    Create {
        /// The tenant's word in addresses.
        #[arg(long)]
        tenant: String,
        /// The organisation's name.
        #[arg(long)]
        name: Option<String>,
        /// User name.
        #[arg(long)]
        user: String,
    },
}

/// Why a command failed, for the one who typed it.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct CommandError(String);

impl From<AppError> for CommandError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid(problems) => {
                let lines: Vec<String> = problems
                    .iter()
                    .map(|problem| format!("{}: {}", problem.field, problem.message))
                    .collect();
                Self(lines.join("\n"))
            }
            other => Self(other.to_string()),
        }
    }
}

/// Runs a command to its end.
pub fn run(cli: Cli) -> ExitCode {
    if let Command::CompilePlugin = cli.command {
        return elenco_runtime::compile_child(std::io::stdin(), std::io::stdout());
    }
    if let Command::Plugin { command } = cli.command {
        return match plugin::run(command) {
            Ok(()) => ExitCode::SUCCESS,
            // The refusal stands above already.
            Err(CommandError(said)) if said.is_empty() => ExitCode::FAILURE,
            Err(error) => fail(&error.to_string()),
        };
    }
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info,tower_http=warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&format!("no threads: {error}")),
    };
    match runtime.block_on(execute(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

#[allow(clippy::print_stderr, reason = "the answer of a command line that failed")]
fn fail(message: &str) -> ExitCode {
    eprintln!("elenco: {message}");
    ExitCode::FAILURE
}

fn say(line: &str) -> Result<(), CommandError> {
    writeln!(std::io::stdout(), "{line}").map_err(|error| CommandError(error.to_string()))
}

fn configuration(settings: &Settings) -> Result<Config, CommandError> {
    let mut config =
        Config::load(settings.config.as_deref()).map_err(|error| CommandError(error.to_string()))?;
    if let Some(folder) = &settings.data_dir {
        config.data_dir.clone_from(folder);
    }
    if let Some(file) = &settings.plugins {
        config.plugins.clone_from(file);
    }
    Ok(config)
}

async fn start(config: Config) -> Result<App, CommandError> {
    let started = App::start(config, Arc::new(SystemClock), Arc::new(SystemEntropy)).await;
    started.map_err(|error| CommandError(error.to_string()))
}

async fn execute(cli: Cli) -> Result<(), CommandError> {
    let mut config = configuration(&cli.settings)?;
    match cli.command {
        Command::Serve { listen, demo } => {
            if let Some(listen) = listen {
                config.server.listen = listen;
            }
            let app = start(config).await?;
            if demo {
                let made = demo::prepare(&app, crate::config::demo_password()).await?;
                if let Some(password) = made.password_to_show {
                    say(&format!("demo administrator: admin / {}", password.expose_secret()))?;
                }
            }
            serve::serve(app).await
        }
        Command::Worker => serve::work(start(config).await?).await,
        Command::Migrate => {
            start(config).await?;
            say("the database is up to date")
        }
        Command::Seed { tenant, users } => {
            let app = start(config).await?;
            demo::seed(&app, tenant, users).await?;
            say(&format!("{users} people added"))
        }
        Command::Token { command: TokenCommand::Create { tenant, user, description } } => {
            let app = start(config).await?;
            say(create_token(&app, tenant, user, &description).await?.expose_secret())
        }
        Command::Admin { command: AdminCommand::Create { tenant, name, user } } => {
            let app = start(config).await?;
            create_administrator(&app, &tenant, name.as_deref(), &user).await?;
            say(&format!("administrator {user} of {tenant} is ready: /t/{tenant}/sign-in"))
        }
        Command::CompilePlugin | Command::Plugin { .. } => Ok(()),
    }
}

async fn create_token(
    app: &App,
    tenant: String,
    username: String,
    description: &str,
) -> Result<SecretString, CommandError> {
    let missing = |what: &str, word: &str| CommandError(format!("there is no {what} `{word}`"));
    let found = tenants::service::named(app, tenant.clone()).await.map_err(|_| missing("tenant", &tenant))?;
    let scope = TenantScope::of(found.id);
    let cx = ServiceContext::for_system(app, found.id).await?;
    let user = users::service::find_named(&cx, &username).await.map_err(|_| missing("user", &username))?;
    Ok(tokens::service::create_token(app, &scope, user.id, description, None).await?)
}

async fn create_administrator(
    app: &App,
    slug: &str,
    name: Option<&str>,
    username: &str,
) -> Result<(), CommandError> {
    let mut password = String::new();
    std::io::stdin().read_line(&mut password).map_err(|error| CommandError(error.to_string()))?;
    let password = SecretString::from(password.trim_end_matches(['\r', '\n']).to_owned());
    demo::administrator(app, slug, name.unwrap_or(slug), username, password).await?;
    Ok(())
}

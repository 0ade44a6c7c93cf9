//! What the server is made of, put together once at start.
use std::sync::Arc;

use elenco_db::{Db, DbConfig};
use tokio::runtime::Handle;

use crate::auth::password::PasswordHasher;
use crate::auth::seal::Seal;
use crate::clock::Clock;
use crate::config::Config;
use crate::extensions::Extensions;
use crate::extensions::geocoder::Geocoder;
use crate::extensions::http::SystemNames;
use crate::extensions::outside::Outside;
use crate::files::Files;
use crate::ids::{Entropy, IdSource};
use crate::jobs::Queue;
use crate::mail::service::transport::Mailer;
use crate::notifications::Bell;
use crate::plugins::service::components::StoredComponents;
use crate::plugins::service::key_values::DatabaseValues;
use crate::plugins::service::preparing::Preparing;
use crate::plugins::service::secrets::SealedSecrets;

/// The parts that every request and every job uses. Cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The configuration.
    pub config: Arc<Config>,
    /// The database.
    pub db: Db,
    /// The file store.
    pub files: Files,
    /// The plugins, as the domains see them.
    pub extensions: Extensions,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// New identifiers and secrets.
    pub ids: IdSource,
    /// Password hashes.
    pub hasher: PasswordHasher,
    /// Finds places for maps, when the operator has a geocoder.
    pub geocoder: Option<Geocoder>,
    /// Seals the secrets that the database keeps.
    pub seal: Seal,
    /// Sends e-mails.
    pub mail: Mailer,
    /// Wakes the job runner.
    pub queue: Queue,
    /// Tells open pages that a notification changed.
    pub bell: Bell,
    /// Which plugins this server compiles at the moment.
    pub preparing: Preparing,
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be used.
    #[error("the data folder {folder} cannot be used: {reason}. Choose another with --data-dir")]
    DataFolder {
        /// Which.
        folder: String,
        /// Why.
        reason: String,
    },
    /// The database cannot be opened.
    #[error("the database cannot be opened: {0}")]
    Database(String),
    /// The plugin engine cannot start.
    #[error("the plugin engine cannot start: {0}")]
    Plugins(String),
    /// Passwords cannot be hashed.
    #[error("passwords cannot be hashed: {0}")]
    Hashing(String),
    /// The map's geocoder cannot be used.
    #[error("the geocoder of the map cannot be used: {0}")]
    Geocoder(String),
    /// E-mails cannot be sent as configured.
    #[error("e-mails cannot be sent: {0}")]
    Mail(String),
    /// The key of the secrets cannot be used.
    #[error("the key of the secrets cannot be used: {0}")]
    Secrets(String),
}

impl App {
    /// Opens the data folder and the database, starts the plugin engine. Plugins that do not load stop nothing.
    ///
    /// # Errors
    /// [`StartError`] says what to mend.
    pub async fn start(
        config: Config,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Result<Self, StartError> {
        let in_folder =
            |reason: String| StartError::DataFolder { folder: config.data_dir.display().to_string(), reason };
        std::fs::create_dir_all(&config.data_dir).map_err(|error| in_folder(error.to_string()))?;
        let files =
            Files::local(&config.data_dir.join("files")).map_err(|error| in_folder(error.to_string()))?;
        let ids = IdSource::new(Arc::clone(&clock), entropy);
        let seal = Seal::of_installation(&config.data_dir, config.secrets.key_file.as_deref(), &ids)
            .map_err(|error| StartError::Secrets(error.to_string()))?;
        let database = DbConfig { url: config.database_url(), readers: config.database.readers };
        let db = Db::open(&database).await.map_err(|error| StartError::Database(error.to_string()))?;
        let values = DatabaseValues::new(db.clone(), Arc::clone(&clock), Handle::current());
        let outside = Outside {
            names: Arc::new(SystemNames),
            secrets: Arc::new(SealedSecrets::new(db.clone(), seal.clone(), Handle::current())),
            values: Arc::new(values),
            components: Arc::new(StoredComponents::of(files.clone())),
            clock: Arc::clone(&clock),
        };
        let extensions = Extensions::start(&config, &ids, outside)
            .map_err(|error| StartError::Plugins(error.to_string()))?;
        let geocoder = Geocoder::start(&config, Arc::clone(&clock)).map_err(StartError::Geocoder)?;
        let mail = Mailer::of(&config.mail).map_err(StartError::Mail)?;
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let hasher = PasswordHasher::new(cores).map_err(|error| StartError::Hashing(error.to_string()))?;
        Ok(Self {
            config: Arc::new(config),
            db,
            files,
            extensions,
            clock,
            ids,
            hasher,
            geocoder,
            seal,
            mail,
            queue: Queue::default(),
            bell: Bell::default(),
            preparing: Preparing::default(),
        })
    }
}

//! The job that answers somebody who forgot the password.
use super::service::password_links;
use crate::jobs;
use crate::jobs::model::{Ending, JobContext, Stop};

/// Sends a link, when there is anybody to send it to.
///
/// # Errors
/// [`Stop`].
pub async fn run(job: &JobContext) -> Result<(), Stop> {
    let Some(name) = job.job.payload.get("name").and_then(|name| name.as_str()) else { return Ok(()) };
    Ok(password_links::answer_forgotten(&job.app, &job.lease, name.to_owned()).await?)
}

/// Writes down that it was given up.
///
/// # Errors
/// The database's.
pub async fn give_up(job: &JobContext, ending: &Ending) -> Result<(), Stop> {
    let (lease, ending, now) = (job.lease.clone(), ending.clone(), job.app.clock.now());
    job.app.db.write(move |conn| jobs::service::end(conn, &lease, &ending, now)).await?;
    Ok(())
}

//! A workbook on its way: rows go in where waiting is allowed, the format plugin runs where blocking is, bytes come out.
use bytes::Bytes;
use elenco_runtime::contract::{Rows, Workbook};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::context::ServiceContext;
use crate::extensions::ExtensionError;
use crate::extensions::formats::OwnedExportFormat;
use crate::extensions::streams::FileSink;

/// Batches of rows that may wait for the plugin.
const ROWS_WAITING: usize = 2;
/// Pieces of the file that may wait for whoever takes them.
const PIECES_WAITING: usize = 8;

enum Order {
    Rows(u32, Rows),
    Finish,
}

/// Hands the pieces on; waits while the taker is behind.
struct Pieces(mpsc::Sender<Bytes>);

impl FileSink for Pieces {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let gone = |_| std::io::Error::new(std::io::ErrorKind::BrokenPipe, "nobody takes the file any more");
        self.0.blocking_send(Bytes::copy_from_slice(bytes)).map_err(gone)
    }
}

/// A workbook that is being written. Dropped before [`Book::finish`], it is given up.
pub struct Book {
    orders: mpsc::Sender<Order>,
    writing: JoinHandle<Result<(), ExtensionError>>,
}

impl Book {
    /// Begins a workbook; its bytes come out of the receiver, which ends with them.
    pub fn open(
        cx: &ServiceContext,
        format: OwnedExportFormat,
        book: Workbook,
    ) -> (Self, mpsc::Receiver<Bytes>) {
        let (orders, mut incoming) = mpsc::channel(ROWS_WAITING);
        let (pieces, outgoing) = mpsc::channel(PIECES_WAITING);
        let (extensions, caller) = (cx.app.extensions.clone(), cx.caller.clone());
        let writing = tokio::task::spawn_blocking(move || {
            let mut writer = extensions.write_file(&caller, &format, &book, Box::new(Pieces(pieces)))?;
            while let Some(order) = incoming.blocking_recv() {
                match order {
                    Order::Rows(sheet, rows) => writer.write(sheet, &rows, &[])?,
                    Order::Finish => return writer.finish(),
                }
            }
            Ok(())
        });
        (Self { orders, writing }, outgoing)
    }

    /// Appends rows to a sheet, counted from 0.
    ///
    /// # Errors
    /// Nothing more can be written; [`Book::finish`] says why.
    pub async fn write(&self, sheet: u32, rows: Rows) -> Result<(), Broken> {
        self.orders.send(Order::Rows(sheet, rows)).await.map_err(|_| Broken)
    }

    /// Ends the workbook.
    ///
    /// # Errors
    /// Whatever went wrong since it was begun.
    pub async fn finish(self) -> Result<(), ExtensionError> {
        // When the plugin has failed it takes no order any more, and its error is the answer.
        let _ = self.orders.send(Order::Finish).await;
        drop(self.orders);
        self.writing.await.map_err(|_| ExtensionError::Stopping)?
    }
}

/// The plugin takes no more rows.
#[derive(Debug)]
pub struct Broken;

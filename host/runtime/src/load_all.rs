//! Loading many plugins at a start.

use std::sync::{Mutex, PoisonError};

use crate::runtime::{LoadRequest, Runtime};

impl Runtime {
    /// Loads plugins on as many threads as there are cores, and returns when all of them stand in the registry. Those
    /// whose compiled code is in the cache do not wait for those that are compiled, unless there are many of these.
    pub fn load_all(&self, requests: Vec<LoadRequest>) {
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(requests.len());
        let requests = Mutex::new(requests.into_iter());
        let next = || requests.lock().unwrap_or_else(PoisonError::into_inner).next();
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(|| {
                    while let Some(request) = next() {
                        self.load(request);
                    }
                });
            }
        });
    }
}

//! Which of the companies that are there a row is about.
use std::collections::{BTreeSet, HashMap};

use crate::companies::model::{Company, CompanyKind};
use crate::companies::queries;
use crate::context::ServiceContext;
use crate::error::AppError;
use crate::fold::fold;

/// By what a row names the one that it is about; empty for what it does not say. The name is folded.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    pub tax_id: String,
    pub external_id: String,
    pub name: String,
}

/// What a row is about.
#[derive(Debug)]
pub(super) enum Match<'a> {
    /// A new one.
    Nobody,
    One(&'a Company),
    /// Branches with one tax id, and nothing else tells which.
    Several,
}

/// Those that are there and share something with a row.
pub(super) struct Present {
    kind: CompanyKind,
    all: Vec<Company>,
    by_tax_id: HashMap<String, Vec<usize>>,
    by_external_id: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
}

impl Present {
    /// Reads them.
    ///
    /// # Errors
    /// The database's.
    pub(super) async fn find(
        cx: &ServiceContext,
        kind: CompanyKind,
        keys: impl Iterator<Item = &Keys>,
    ) -> Result<Self, AppError> {
        let mut wanted = [BTreeSet::new(), BTreeSet::new(), BTreeSet::new()];
        for keys in keys {
            for (all, key) in wanted.iter_mut().zip([&keys.tax_id, &keys.external_id, &keys.name]) {
                if !key.is_empty() {
                    all.insert(key.clone());
                }
            }
        }
        let [tax_ids, external_ids, names] = wanted.map(|keys| keys.into_iter().collect::<Vec<String>>());
        let scope = cx.scope;
        let found = cx
            .app
            .db
            .read(move |conn| queries::find_matching(conn, &scope, kind, &tax_ids, &external_ids, &names));
        Ok(Self::of(kind, found.await.map_err(AppError::Database)?))
    }

    fn of(kind: CompanyKind, all: Vec<Company>) -> Self {
        let mut present = Self {
            kind,
            by_tax_id: HashMap::new(),
            by_external_id: HashMap::new(),
            by_name: HashMap::new(),
            all,
        };
        for (at, company) in present.all.iter().enumerate() {
            if let Some(external) = &company.external_id {
                present.by_external_id.insert(external.clone(), at);
            }
            if company.kind == kind {
                present.by_name.insert(fold(&company.name), at);
                if !company.tax_id.is_empty() {
                    present.by_tax_id.entry(company.tax_id.clone()).or_default().push(at);
                }
            }
        }
        present
    }

    /// The one that has the tax id, else the external id, else the name. Of several with the tax id it is the one that has
    /// the external id or the name, too.
    pub(super) fn matching(&self, keys: &Keys) -> Match<'_> {
        let of_kind = |at: &&usize| self.all[**at].kind == self.kind;
        let external = self.by_external_id.get(&keys.external_id).filter(of_kind);
        let named = self.by_name.get(&keys.name);
        let one = match self.by_tax_id.get(&keys.tax_id).map(Vec::as_slice) {
            None | Some([]) => external.or(named),
            Some([one]) => Some(one),
            Some(several) => {
                let among = |at: &&usize| several.contains(*at);
                match external.filter(among).or(named.filter(among)) {
                    None => return Match::Several,
                    found => found,
                }
            }
        };
        one.map_or(Match::Nobody, |at| Match::One(&self.all[*at]))
    }

    /// Whether another one of the kind has its name.
    pub(super) fn has_name_of(&self, company: &Company) -> bool {
        self.by_name.get(&fold(&company.name)).is_some_and(|at| self.all[*at].id != company.id)
    }

    /// Whether another one, of whichever kind, has its external id.
    pub(super) fn has_external_id_of(&self, company: &Company) -> bool {
        let other = company.external_id.as_ref().and_then(|external| self.by_external_id.get(external));
        other.is_some_and(|at| self.all[*at].id != company.id)
    }
}

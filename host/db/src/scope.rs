use crate::TenantId;

/// The tenant whose rows a query may touch.
///
/// Every query of tenant data takes `&TenantScope` and filters by [`TenantScope::tenant`]: a query that forgets
/// the tenant has nowhere to take it from. A request makes one scope, after it has found out who is asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TenantScope {
    tenant: TenantId,
}

impl TenantScope {
    /// The scope of this tenant.
    pub const fn of(tenant: TenantId) -> Self {
        Self { tenant }
    }

    /// The tenant that every row of the query must belong to.
    pub const fn tenant(&self) -> TenantId {
        self.tenant
    }
}

//! To whom roles were given.
use elenco_db::RoleId;

elenco_db::people_of!(user_roles, role_id: RoleId);

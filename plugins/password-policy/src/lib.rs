//! plugins/password-policy

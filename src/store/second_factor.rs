//! The second factor of those who want one: the secret that a phone has too, and the codes for when it is lost.

use super::{Store, StoreError, Writing};

/// What a code is checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecondFactor {
    pub secret: Vec<u8>,
    /// The time step of the last code that was taken: none is taken twice.
    pub last_step: i64,
}

impl Store {
    /// The second factor that somebody has.
    pub async fn second_factor(&self, user_id: i64) -> Result<Option<SecondFactor>, StoreError> {
        let found = sqlx::query_as!(
            SecondFactor,
            r#"select totp_secret as "secret!: Vec<u8>", coalesce(totp_step, 0) as "last_step!: i64" from user
               where user_id = ? and totp_secret is not null"#,
            user_id
        );
        Ok(found.fetch_optional(&self.readers).await?)
    }

    /// How many recovery codes somebody has left.
    pub async fn recovery_codes_left(&self, user_id: i64) -> Result<i64, StoreError> {
        let left = sqlx::query_scalar!("select count(*) from recovery_code where user_id = ?", user_id);
        Ok(left.fetch_one(&self.readers).await?)
    }
}

impl Writing {
    /// Sets a second factor with the hashes of its recovery codes, instead of the one before.
    pub async fn set_second_factor(
        &mut self,
        user_id: i64,
        factor: &SecondFactor,
        code_hashes: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        self.drop_second_factor(user_id).await?;
        sqlx::query!(
            "update user set totp_secret = ?, totp_step = ? where user_id = ?",
            factor.secret,
            factor.last_step,
            user_id
        )
        .execute(self.connection())
        .await?;
        for hash in code_hashes {
            sqlx::query!("insert into recovery_code (user_id, code_hash) values (?, ?)", user_id, hash)
                .execute(self.connection())
                .await?;
        }
        Ok(())
    }

    /// From now on the password alone opens the account.
    pub async fn drop_second_factor(&mut self, user_id: i64) -> Result<(), StoreError> {
        sqlx::query!("update user set totp_secret = null, totp_step = null where user_id = ?", user_id)
            .execute(self.connection())
            .await?;
        sqlx::query!("delete from recovery_code where user_id = ?", user_id).execute(self.connection()).await?;
        Ok(())
    }

    /// Takes the code of a time step; false where it, or a later one, was taken before.
    pub async fn take_step(&mut self, user_id: i64, step: i64) -> Result<bool, StoreError> {
        let taken = sqlx::query!(
            "update user set totp_step = ?1 where user_id = ?2 and coalesce(totp_step, 0) < ?1",
            step,
            user_id
        );
        Ok(taken.execute(self.connection()).await?.rows_affected() > 0)
    }

    /// Takes a recovery code; false where there is no such one, or it was taken before.
    pub async fn take_recovery_code(&mut self, user_id: i64, hash: &[u8]) -> Result<bool, StoreError> {
        let taken = sqlx::query!("delete from recovery_code where user_id = ? and code_hash = ?", user_id, hash);
        Ok(taken.execute(self.connection()).await?.rows_affected() > 0)
    }
}

//! Chance that repeats: the same seed throws the same dice on every machine.

/// A small generator (splitmix64); good enough for worlds, not for secrets.
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// Dice that begin with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below the limit; zero when the limit is.
    pub fn below(&mut self, limit: usize) -> usize {
        if limit == 0 {
            return 0;
        }
        usize::try_from(self.bits() % limit as u64).unwrap_or(0)
    }

    /// A number from one to another, both included.
    pub fn between(&mut self, from: i64, to: i64) -> i64 {
        let span = u64::try_from(to - from).unwrap_or(0) + 1;
        from + i64::try_from(self.bits() % span).unwrap_or(0)
    }

    /// Whether something happens that does so many times of a thousand.
    pub fn happens(&mut self, per_mille: u64) -> bool {
        self.bits() % 1_000 < per_mille
    }

    /// A number below the limit, the small ones far more often: a few things sell most.
    pub fn skewed(&mut self, limit: usize) -> usize {
        let first = self.below(limit);
        let second = self.below(limit);
        let third = self.below(limit);
        first.min(second).min(third)
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_same_seed_throws_the_same_dice() {
        let throw = |seed| {
            let mut chance = Chance::new(seed);
            (0..100).map(|_| chance.between(-5, 5)).collect::<Vec<_>>()
        };
        assert_eq!(throw(7), throw(7));
        assert_ne!(throw(7), throw(8));
        assert!(throw(7).iter().all(|number| (-5..=5).contains(number)));
    }
}

DROP TABLE sessions;
DROP TABLE memberships;
DROP TABLE organizations;
DROP TABLE accounts;
DROP TABLE networks;

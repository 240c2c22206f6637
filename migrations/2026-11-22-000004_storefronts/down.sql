DROP TABLE coupons;
DROP TABLE clicks;
DROP TABLE links;
DROP TABLE listings;
DROP TABLE storefronts;

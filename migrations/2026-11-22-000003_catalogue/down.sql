DROP TABLE plans;
DROP TABLE review_notes;
DROP TABLE products;

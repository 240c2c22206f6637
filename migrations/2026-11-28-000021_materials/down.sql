DROP TABLE front_items;
DROP TABLE material_notices;
DROP TABLE material_holdings;
DROP TABLE material_downloads;
DROP TABLE material_offers;
DROP TABLE material_versions;
DROP TABLE materials;

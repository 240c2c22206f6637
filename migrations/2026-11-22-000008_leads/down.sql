DROP TABLE material_grants;
DROP TABLE inquiries;
DROP TABLE leads;

DROP TABLE sample_requests;

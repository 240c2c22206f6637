mod product;

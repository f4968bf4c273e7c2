-- "Home / Home" stood over this category's pages in English, where the way begins at the home page.
update category set names = names || '{"en": "Home and living"}' where slug = 'home' and names ->> 'en' = 'Home';

//! Products from the brand's draft to their publication.

use crate::app::stories;
use crate::makers;

stories! {
    async fn a_published_picture_is_for_everybody(app: &TestApp) {
        let id = makers::catalogue::published(app, &app.hashi, "MTC-1", 1980, 20);
        assert!(id.to_string().starts_with("prd_"));
    }
}

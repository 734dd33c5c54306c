"""Pictures of a plan: examined first, stripped of what they tell besides what they show, and made harmless."""

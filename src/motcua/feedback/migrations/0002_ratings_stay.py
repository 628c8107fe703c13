"""A rating stays as it was given; the database itself refuses otherwise."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION feedback_rating_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rating % stays as it was given: % refused', OLD.id, TG_OP
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER rating_stays BEFORE UPDATE OR DELETE ON feedback_rating
    FOR EACH ROW EXECUTE FUNCTION feedback_rating_stays();
"""
BACKWARD = """
DROP TRIGGER rating_stays ON feedback_rating;
DROP FUNCTION feedback_rating_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_invitations_and_ratings")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

"""What a plan was made from, and what it came to, stays; the database itself refuses otherwise."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION planning_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was planned stays as it was: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION planning_scenario_is_sealed_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.fingerprint = '' AND to_jsonb(NEW) - 'commands' - 'notes' - 'fingerprint'
       = to_jsonb(OLD) - 'commands' - 'notes' - 'fingerprint' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a scenario never changes once its files are made'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE FUNCTION planning_file_before_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT fingerprint FROM planning_scenario WHERE id = NEW.scenario_id) <> '' THEN
        RAISE EXCEPTION 'the files of this scenario are complete' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE FUNCTION planning_publication_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NULL AND (OLD.published_at IS NULL OR NEW.published_at = OLD.published_at)
       AND NEW.run_id = OLD.run_id AND NEW.title = OLD.title AND NEW.summary = OLD.summary
       AND NEW.proposed_by = OLD.proposed_by AND NEW.uid = OLD.uid THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'a publication never changes; it can only be withdrawn'
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER scenario_is_sealed_once BEFORE UPDATE ON planning_scenario
    FOR EACH ROW EXECUTE FUNCTION planning_scenario_is_sealed_once();
CREATE TRIGGER scenario_stays BEFORE DELETE ON planning_scenario
    FOR EACH ROW EXECUTE FUNCTION planning_stays();
CREATE TRIGGER input_before_seal BEFORE INSERT ON planning_inputfile
    FOR EACH ROW EXECUTE FUNCTION planning_file_before_seal();
CREATE TRIGGER input_stays BEFORE UPDATE OR DELETE ON planning_inputfile
    FOR EACH ROW EXECUTE FUNCTION planning_stays();
CREATE TRIGGER output_stays BEFORE UPDATE OR DELETE ON planning_outputfile
    FOR EACH ROW EXECUTE FUNCTION planning_stays();
CREATE TRIGGER publication_is_only_withdrawn BEFORE UPDATE ON planning_publication
    FOR EACH ROW EXECUTE FUNCTION planning_publication_stays();
CREATE TRIGGER publication_stays BEFORE DELETE ON planning_publication
    FOR EACH ROW EXECUTE FUNCTION planning_stays();
"""
BACKWARD = """
DROP TRIGGER scenario_is_sealed_once ON planning_scenario;
DROP TRIGGER scenario_stays ON planning_scenario;
DROP TRIGGER input_before_seal ON planning_inputfile;
DROP TRIGGER input_stays ON planning_inputfile;
DROP TRIGGER output_stays ON planning_outputfile;
DROP TRIGGER publication_is_only_withdrawn ON planning_publication;
DROP TRIGGER publication_stays ON planning_publication;
DROP FUNCTION planning_stays();
DROP FUNCTION planning_scenario_is_sealed_once();
DROP FUNCTION planning_file_before_seal();
DROP FUNCTION planning_publication_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_scenarios_runs_and_publications")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

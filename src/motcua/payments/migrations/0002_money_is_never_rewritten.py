"""What was asked and what came in stays as it was; the database itself refuses otherwise."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION payments_charge_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'charge % is never deleted: cancel it', OLD.reference
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.amount, NEW.reference, NEW.subject, NEW.purpose, NEW.unit, NEW.requested_at)
        IS DISTINCT FROM
       (OLD.amount, OLD.reference, OLD.subject, OLD.purpose, OLD.unit, OLD.requested_at) THEN
        RAISE EXCEPTION 'charge %: what was asked never changes', OLD.reference
            USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.paid_at IS NOT NULL
        AND (NEW.paid_at, NEW.method, NEW.receipt_number)
            IS DISTINCT FROM (OLD.paid_at, OLD.method, OLD.receipt_number) THEN
        RAISE EXCEPTION 'charge %: a payment never changes', OLD.reference
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER charge_guard BEFORE UPDATE OR DELETE ON payments_charge
    FOR EACH ROW EXECUTE FUNCTION payments_charge_guard();

CREATE FUNCTION payments_payment_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'payment % is never deleted', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.gateway, NEW.gateway_reference, NEW.amount, NEW.memo, NEW.paid_at, NEW.recorded_at)
        IS DISTINCT FROM
       (OLD.gateway, OLD.gateway_reference, OLD.amount, OLD.memo, OLD.paid_at, OLD.recorded_at)
       OR OLD.outcome <> 'unknown' THEN
        RAISE EXCEPTION 'payment %: money that came in is only placed, once', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_guard BEFORE UPDATE OR DELETE ON payments_payment
    FOR EACH ROW EXECUTE FUNCTION payments_payment_guard();
"""
BACKWARD = """
DROP TRIGGER payment_guard ON payments_payment;
DROP FUNCTION payments_payment_guard();
DROP TRIGGER charge_guard ON payments_charge;
DROP FUNCTION payments_charge_guard();
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_charges_payments_receipt_numbers")]

    operations = [migrations.RunSQL(FORWARD, BACKWARD)]

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_report_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="milestone",
            name="reached_by",
            field=models.CharField(blank=True, max_length=160),
        ),
        migrations.AddField(
            model_name="milestone",
            name="reached_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="progress",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name="milestone",
            constraint=models.CheckConstraint(
                condition=Q(reached_on__isnull=True, reached_by="")
                | (Q(reached_on__isnull=False) & ~Q(reached_by="")),
                name="milestone_reached_with_name",
            ),
        ),
    ]
